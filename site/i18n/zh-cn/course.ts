import type { CourseMessages } from '../en/course.ts';

const messages: CourseMessages = {
  page: {
    title: '课程',
    lead: '共六部分：从一个队列、几个线程开始，一直到生产环境里的线程池。每课都不长，后一课以前一课为基础。',
    parts: [
      { label: '第一部分', title: '自己动手', text: '用一个队列和几个线程搭出线程池，再看看它错在哪里。' },
      {
        label: '第二部分',
        title: '平时用的线程池',
        text: 'ThreadPoolExecutor：submit、map、future、异常、关闭，还有会卡住的嵌套 submit。',
      },
      { label: '第三部分', title: '走进 threadpool', text: '读懂一个真实的小型库，从构造方法一直读到最古怪的 bug。' },
      { label: '第四部分', title: 'GIL', text: '给解释器加一把锁，放行了什么，挡住了什么，又有哪些出路。' },
      { label: '第五部分', title: '生产环境', text: '要多少个工作线程，活儿太多怎么办，怎样让卡住的线程池停下来。' },
      { label: '第六部分', title: '今天与今后', text: 'Python 新增了什么，浏览器里的同一个线程池，最后自己写一个。' },
    ],
    both: '{without}，含练习 {with}',
    done: '已学完',
    progress: '已学完 {done}/{total} 课，还需约 {duration}',
    partTime: '约 {duration}',
    allDone: '全部完成。',
    partProgress: '已完成 {done}/{total}，还需约 {duration}',
    open: '继续学习第 {number} 课',
  },
  ways: {
    title: '三条路线',
    time: '不含练习 {without}，含练习 {with}',
    counted:
      '时间按英文原文每分钟 {words} 词计算；一道题半分钟，一次预测 {predict}，一个线程池视图 {view}，一个小任务 {micro}，一个练习 {exercise}，最后一个练习 {last}。',
    hour: {
      title: '一小时：写给执行器的用户',
      text: '工作中用的是 ThreadPoolExecutor：里面有什么，要多少个工作线程，卡住了怎么办。',
    },
    all: { title: '完整课程', text: '从第一个队列，到自己写的线程池，它要经得起 1100 个调度的检验。' },
    inside: {
      title: '走进 threadpool',
      text: '逐行读懂一个小型库，再看九个 bug：有的是它自己的，有的是使用者写出来的。',
    },
  },
  beside: {
    title: '课程之外',
    pages: {
      glossary: { title: '术语表', lead: '课程里的主要术语，每个用一两句话说清。' },
      cheatSheet: { title: '速查表', lead: '各个调用、谁在等什么、六条规则，打印出来正好一页。' },
      article: { title: '核对那篇文章', lead: '2016 年的文章怎么说，实测的结果又是什么。' },
      museum: { title: 'bug 博物馆', lead: '二十一个 bug 的闯关游戏：你来当调度器，先让它出错，再修好它。' },
      class: { title: '班级', lead: '给一组人一个链接：按你的顺序学习，再把作业收上来。' },
      workshop: { title: '带一场工作坊', lead: '90 分钟和 3 小时两份计划，以及要准备什么。' },
    },
  },
  work: {
    title: '你的学习记录',
    lead: '你的答案和代码只保存在这个浏览器里。存成文件，可以留作备份，也可以带到另一台设备上继续。班级的作业文件也可以在这里打开。',
    save: '保存到文件',
    open: '打开文件……',
    saved: '已保存为 {file}。',
    taken:
      '新增：学完的课 {lessons} 节，通过的练习 {exercises} 个，答案 {answers} 个，程序 {programs} 个。重新加载页面即可看到。',
    nothingNew: '文件里的内容，这里都已经有了。',
    joined: '这台设备现在也在文件所属的班级里。',
    stays: '这个文件属于另一个班级，这台设备仍留在自己的班级里。',
    left: '有 {left} 个答案与文件里的不同，保留这里的。',
    beside: '有 {beside} 个程序在这里也写过，打开编辑器时会让你在两份之间选择。',
    refused: '这个浏览器的空间不够，还有 {refused} 项没有放下。',
    noStorage: '这个浏览器不允许页面保存数据，所以没有可以存成文件的内容，也没有地方放打开的文件。',
    errors: {
      'not-work': '{file} 不是本课程的学习记录文件。什么也没有改动。',
      newer: '{file} 来自本站更新的版本。请重新加载页面，再试一次。',
    },
  },
};

export default messages;
