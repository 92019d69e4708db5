import type { PageWords } from '../page-words.ts';

export const ptPages: PageWords = {
  open: '{customer}, você tem em aberto',
  nothingOpen: '{customer}, nada está em aberto. Agradecemos.',
  nothingOpenMore: 'Tudo o que {business} faturou está pago; não há nada a fazer da sua parte.',
  due: 'Para pagar agora',
  soon: 'Ainda não venceu',
  reference: 'Por favor, informe {numbers} como referência.',
  orTellUs: 'Ou nos conte',
  answers: {
    'paid-already': 'Já paguei',
    'will-pay': 'Vou pagar em…',
    'needs-something': 'Preciso de uma cópia ou de um número de pedido',
    'something-is-wrong': 'Algo não está certo',
    'cannot-pay-all': 'Não consigo pagar tudo agora',
    'not-me': 'Isto não é comigo',
  },
  looksAfter: '{person} cuida da sua conta.',
  looksAfterReach: '{person} cuida da sua conta: {reach}.',
  neverByEmail:
    'Nunca mudamos nossos dados bancários por e-mail. Em caso de dúvida, pergunte antes para nós.',
  back: 'Voltar ao que está em aberto',
  send: 'Enviar',
  forms: {
    'paid-already': {
      title: 'Você já pagou',
      lead: 'Agradecemos. Se souber o dia do pagamento, fica mais fácil encontrá-lo.',
    },
    'will-pay': {
      title: 'Em que dia você vai pagar?',
      lead: 'Escolha um dia com que se possa contar, mesmo mais adiante. Até lá, não escrevemos.',
    },
    'needs-something': {
      title: 'Do que você precisa de nós?',
      lead: 'Cuidamos disso primeiro e não escrevemos sobre pagamento até que esteja feito.',
    },
    'something-is-wrong': {
      title: 'O que não está certo?',
      lead: 'O que você indicar aqui fica em pausa até resolvermos juntos.',
    },
    'cannot-pay-all': {
      title: 'Você não consegue pagar tudo agora',
      lead:
        'Agradecemos por contar. Uma pessoa lê isto e responde em até um dia útil; até lá, ' +
        'ninguém escreve sobre o assunto.',
    },
    'not-me': {
      title: 'Isto não é para você',
      lead:
        'Então pedimos desculpas por ter escrito. Confirme, e este endereço não recebe mais nada ' +
        'de nós sobre isso.',
    },
  },
  fields: {
    paidOn: 'Pago em (se souber)',
    note: 'Quer acrescentar algo?',
    noteHelp: {
      'paid-already': 'O valor ou a referência, por exemplo.',
      'will-pay': 'Só se quiser.',
      'needs-something': 'A fatura, seu número de pedido ou para quem devemos escrever.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Quanto seria possível agora, ou por mês, por exemplo.',
      'not-me': 'Se souber quem deve receber, um nome já ajuda.',
    },
    payOn: 'Vou pagar em',
    amount: 'Valor em {currency}',
    amountHelp: 'Deixe em branco para o total.',
    currency: 'Moeda',
    what: 'Preciso de',
    copy: 'uma cópia de uma fatura',
    order: 'nosso número de pedido na fatura',
    otherPerson: 'que vocês escrevam para outra pessoa',
    invoice: 'É sobre',
    wrongAmount: 'Que parte está em questão?',
    wrongAmountHelp: 'Deixe em branco para a fatura inteira.',
    reason: 'O que não está certo?',
  },
  faults: {
    payOnMissing: 'Por favor, escolha o dia.',
    payOnNoDate: '“{text}” não é uma data. Escreva como 2026-11-27 ou escolha o dia.',
    payOnRange: 'Por favor, escolha um dia de {first} a {last}.',
    paidOn: 'Por favor, escolha um dia até hoje, {today}, ou deixe em branco.',
    amount: '“{text}” não é um valor. Escreva como 1234.50 ou deixe em branco.',
    amountRange: 'Por favor, escreva um valor até {open}, o total em aberto, ou deixe em branco.',
    choose: 'Por favor, escolha uma opção.',
    reason: 'Por favor, diga em poucas palavras o que não está certo.',
    invoice: 'Por favor, escolha a fatura.',
    tooLong: 'O texto é mais longo do que podemos guardar; reduza-o a 2.000 caracteres.',
    form: 'Este formulário ficou aberto por muito tempo. Por favor, revise e envie de novo.',
  },
  thanks: {
    'paid-already': {
      title: 'Agradecemos',
      text:
        'Vamos procurar seu pagamento. Até {until}, ninguém escreve a você sobre isso; se ainda ' +
        'não o tivermos encontrado, perguntamos uma vez, com gentileza.',
    },
    'will-pay': {
      title: 'Agradecemos, está anotado',
      text:
        'Contamos com o pagamento em {until} e deixamos mais dois dias úteis para o banco. Até ' +
        'lá, ninguém escreve a você sobre isso.',
    },
    'needs-something': {
      title: 'Agradecemos, vamos cuidar disso',
      text:
        'O pedido já está com {person}. Ninguém escreve a você sobre pagamento até que esteja ' +
        'feito, e depois disso você tem mais três dias úteis.',
    },
    'something-is-wrong': {
      title: 'Agradecemos por nos contar',
      text:
        '{person} verifica e responde a você. Até que esteja resolvido, ninguém pede o que você ' +
        'indicou.',
    },
    'cannot-pay-all': {
      title: 'Agradecemos pela franqueza',
      text:
        '{person} lê sua mensagem e responde em até um dia útil. Até vocês conversarem, nenhum ' +
        'lembrete é enviado.',
    },
    'not-me': {
      title: 'Agradecemos, e desculpe',
      text: '{business} não escreve mais a este endereço sobre isso. Esta página fecha agora.',
    },
  },
  thanksInvoice:
    '{person} verifica e responde a você. Até que esteja resolvido, ninguém pede o que você ' +
    'indicou na fatura {invoice}.',
  backToPage: 'Ver o que está em aberto',
  gone: {
    title: 'Esta página está fechada',
    text:
      'O link não é válido ou deixou de ser. Se tiver uma pergunta sobre uma fatura, responda à ' +
      'mensagem que recebeu ou ligue para o número que está na fatura.',
  },
  tooOften: {
    title: 'Um momento, por favor',
    text: {
      one: 'Esta página foi aberta muitas vezes agora há pouco. Tente de novo em {n} segundo.',
      other: 'Esta página foi aberta muitas vezes agora há pouco. Tente de novo em {n} segundos.',
    },
  },
  sorry: {
    title: 'Isso não funcionou',
    text:
      'Algo deu errado do nosso lado, e nada foi registrado. Tente de novo em um minuto ou ' +
      'responda à mensagem que recebeu.',
  },
};
