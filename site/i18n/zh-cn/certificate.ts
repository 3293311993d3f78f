import type { CertificateMessages } from '../en/certificate.ts';

const messages: CertificateMessages = {
  title: '证书',
  lead: '你在这门课程里的学习记录，以浏览器保存的为准。可以打印，也可以存成 PDF。',
  name: '你的名字（可以不填）',
  nameNote: '只保存在这台设备上。',
  nobody: '某位同学',
  print: '打印',
  course: '线程池实验室',
  passed: '于 {date}写出了自己的线程池，它在 {schedules} 个调度下都符合规格。',
  open: '正在学习这门课程，还差一个自己写的线程池：',
  openLink: '第 {number} 课：{title}',
  lessons: '{total} 课中有 {done} 课标记为已学完，{exercises} 个练习中通过了 {passed} 个。',
  caption: '课与练习',
  columns: { lesson: '课', done: '学完', exercise: '练习', passed: '通过' },
  done: '已学完',
  notDone: '未学完',
  notPassed: '未通过',
  none: '–',
  when: '{date}，{schedules} 个调度',
  honest:
    '本页由一台设备上的浏览器于 {date}生成，依据是它在那里保存的记录：标记为已学完的课，以及通过检查的练习。谁使用这个浏览器，谁就能改动这些记录，所以本页不能向别人证明什么。能证明的是代码：在任何地方，都可以用 `npm run lab -- check {exercise} pool.py` 重新检查。',
  notKept: '这个浏览器不允许网页保存或读取数据，所以本页无法知道你做过什么。课文和检查都照常可用。',
  link: '你的证书',
};

export default messages;
