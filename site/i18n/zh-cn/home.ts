import type { HomeMessages } from '../en/home.ts';

const messages: HomeMessages = {
  title: '单步走一遍，看懂 Python 线程池到底怎么运行',
  lead: '写给线程池会卡住、跑得慢，或者只是碰巧能用的 Python 程序员，也写给讲这门课的人。前进、后退，由你决定下一个轮到哪个线程，找出会让程序出错的那个顺序。',
  ways: [
    '{count} 课，约 {time}，中文和 English',
    '浏览器里就是真正的 CPython：代码都能改、都能运行，什么都不用装',
    '适合上课：不用注册，不用服务器，离线也能用',
  ],
  loop: {
    label: '正在运行的线程池',
    back: '后退一步',
    step: '单步',
    play: '播放',
    pause: '暂停',
    break: '让它死锁',
    mend: '救活它',
    at: '第 {step}/{steps} 步',
    time: 't = {time} s',
    deadlock:
      '结果队列只能放一个结果，而 main 要等所有请求都放进去之后才取结果。于是工作线程等 main，main 又等工作线程。你能救活它吗？',
    mended: '救活了：结果都有地方放，工作线程就不用等 main 了。',
  },
  forWhom: '适合谁',
  readers: [
    {
      title: '用过线程池，想知道里面发生了什么',
      text: '你会一些 Python，调用过 `submit` 或 `map`，一直好好的，直到有一天程序卡住了。',
    },
    {
      title: '在找跑一千次才出现一次的 bug',
      text: '这里的调度由你说了算，第一千次才会遇到的那个顺序，第一次就可以走出来。',
    },
    { title: '给别人讲课', text: '每课都有运行前先问的问题、可以投影的线程池，还有给主讲人的说明。' },
  ],
  canDo: '能做什么',
  abilities: [
    { title: '先猜，再运行', text: '先说出会发生什么，再让它发生。猜错的地方，正是该学的地方。' },
    { title: '自己当调度器', text: '每到一个切换点，由你决定谁继续运行。想后退，随时可以。' },
    { title: '读真正的代码', text: '两个小线程池，逐行来读：一个自己动手写，一个移植自 `threadpool` 包。' },
    { title: '每句话都有依据', text: '凡是关于 Python 的说法，要么注明出处，要么附上能验证它的实验。' },
  ],
  start: '从第 1 课开始',
  openSimulator: '打开模拟器',
  course: '课程',
};

export default messages;
