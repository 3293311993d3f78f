/** The words of the page that a learning platform launches. */
const messages = {
  course: 'Thread Pool Lab: the course',
  count: '{done} of {lessons} lessons done, {right} of {questions} questions right.',
  reported: 'Your learning platform has been told.',
  lost: 'Your learning platform did not take the last report. It is sent again with the next change.',
  alone: 'There is no learning platform around this page, so nothing is reported.',
  refused: 'The learning platform did not begin a session, so nothing is reported. Launch the course anew.',
  notKept: 'This browser keeps nothing for this page, so nothing can be reported. The course can be read all the same.',
};

export type ScormMessages = typeof messages;

export default messages;
