import type { ScormMessages } from '../en/scorm.ts';

const messages: ScormMessages = {
  course: '线程池实验室：课程',
  count: '{lessons} 课已完成 {done} 课，{questions} 道题答对 {right} 道。',
  reported: '进度已经报告给学习平台。',
  lost: '学习平台没有收下刚才的报告。下次有变化时会重新发送。',
  alone: '这个页面不在学习平台里，所以不会报告任何内容。',
  refused: '学习平台没有开始会话，所以不会报告任何内容。请重新启动课程。',
  notKept: '浏览器不为这个页面保存任何东西，所以无法报告进度。课程照样可以阅读。',
};

export default messages;
