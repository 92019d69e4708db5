import type { PageWords } from '../page-words.ts';

export const zhPages: PageWords = {
  open: '{customer}，您目前的明细如下',
  nothingOpen: '{customer}，您已全部结清。谢谢您。',
  nothingOpenMore: '{business}开给您的都已结清，您无需做任何事。',
  due: '本次请您核对',
  soon: '还没有到期',
  reference: '付款时请附言 {numbers}。',
  orTellUs: '或者告诉我们',
  answers: {
    'paid-already': '我已经付款',
    'will-pay': '我会在某天付款…',
    'needs-something': '我需要副本或订单号',
    'something-is-wrong': '内容有不妥之处',
    'cannot-pay-all': '我现在无法全部付清',
    'not-me': '这不是给我的',
  },
  looksAfter: '您的联系人是{person}。',
  looksAfterReach: '您的联系人是{person}：{reach}。',
  neverByEmail: '我们从不通过邮件更改银行账户。如有疑问，请先向我们核实。',
  back: '返回明细',
  send: '发送',
  forms: {
    'paid-already': {
      title: '您已经付款',
      lead: '谢谢您。如果您知道是哪一天付的，会方便我们查找。',
    },
    'will-pay': {
      title: '您打算哪一天付款？',
      lead: '请选一个有把握的日子，晚一些也没关系。在那之前，我们不会写信。',
    },
    'needs-something': {
      title: '您需要我们提供什么？',
      lead: '我们先把这件事办好，办好之前不会为付款写信。',
    },
    'something-is-wrong': {
      title: '有什么不妥之处？',
      lead: '您在这里提到的部分，在一起解决之前，我们暂且不提。',
    },
    'cannot-pay-all': {
      title: '您现在无法全部付清',
      lead: '谢谢您告诉我们。会有人亲自阅读，并在一个工作日内答复；在那之前，没有人会为此写信。',
    },
    'not-me': {
      title: '这不是给您的',
      lead: '打扰您了，很抱歉。请确认一下，这个地址就不会再为此收到我们的来信。',
    },
  },
  fields: {
    paidOn: '付款日期（如果您知道）',
    note: '还有什么要补充吗？',
    noteHelp: {
      'paid-already': '例如金额或附言。',
      'will-pay': '可以不填。',
      'needs-something': '例如是哪张发票、您的订单号，或我们应该写给谁。',
      'something-is-wrong': '',
      'cannot-pay-all': '例如您现在能付多少，或每个月能付多少。',
      'not-me': '如果您知道应该写给谁，留个名字就够了。',
    },
    payOn: '我会在这一天付款',
    amount: '金额（{currency}）',
    amountHelp: '如果是全部，请留空。',
    currency: '币种',
    what: '我需要',
    copy: '发票副本',
    order: '在上面注明我们的订单号',
    otherPerson: '请写给另一位',
    invoice: '关于哪一张',
    wrongAmount: '其中有疑问的是多少？',
    wrongAmountHelp: '如果是整张发票，请留空。',
    reason: '有什么不妥之处？',
  },
  faults: {
    payOnMissing: '请选择日期。',
    payOnNoDate: '“{text}”不是日期。请写成 2026-11-27 的样子，或直接选择。',
    payOnRange: '请选择{first}到{last}之间的日期。',
    paidOn: '请选择今天（{today}）或之前的日期，也可以留空。',
    amount: '“{text}”不是金额。请写成 1234.50 的样子，也可以留空。',
    amountRange: '请填写不超过 {open} 的金额，也可以留空。',
    choose: '请选择一项。',
    reason: '请简单说一说有什么不妥之处。',
    invoice: '请选择发票。',
    tooLong: '内容太长，无法保存，请缩短到 2,000 字以内。',
    form: '这张表单已打开很久，请再看一遍，然后重新发送。',
  },
  thanks: {
    'paid-already': {
      title: '谢谢您',
      text:
        '我们会查找您的付款。{until}之前，没有人会为此给您写信；如果到那时还没有找到，我们会客气地' +
        '请教您一次。',
    },
    'will-pay': {
      title: '谢谢您，已经记下',
      text: '我们期待{until}，并为银行再多留两个工作日。在那之前，没有人会为此给您写信。',
    },
    'needs-something': {
      title: '谢谢您，我们来办',
      text: '{person}已经收到。办好之前，没有人会为付款给您写信；办好之后，您还有三个工作日。',
    },
    'something-is-wrong': {
      title: '谢谢您告诉我们',
      text: '{person}会查看，并给您答复。解决之前，没有人会请您付您提到的部分。',
    },
    'cannot-pay-all': {
      title: '谢谢您的坦诚',
      text: '{person}会亲自阅读，并在一个工作日内答复您。在你们谈过之前，不会再写信请您付款。',
    },
    'not-me': {
      title: '谢谢您，打扰了',
      text: '{business}不会再为此写信到这个地址。本页面现在关闭。',
    },
  },
  thanksInvoice: '{person}会查看，并给您答复。解决之前，没有人会请您付{invoice}中您提到的部分。',
  backToPage: '查看明细',
  gone: {
    title: '此页面已关闭',
    text: '链接不正确，或已经失效。如对发票有疑问，请回复您收到的信息，或拨打发票上的电话。',
  },
  tooOften: {
    title: '请稍等',
    text: { other: '此页面刚才打开得过于频繁。请在{n}秒后再试。' },
  },
  sorry: {
    title: '没有成功',
    text: '我们这边出了问题，什么都没有记录下来。请过一分钟再试，或回复您收到的信息。',
  },
};
