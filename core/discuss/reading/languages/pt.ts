import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:pag[oa]s?|quitad[oa]s?|transferid[oa]s?|liquidad[oa]s?|depositad[oa]s?)';

/** Portuguese. */
export const portuguese: Language = {
  code: 'pt',
  small: list('o a os as de que e em um uma é não para com por nós vocês já foi da do na no esta'),
  says: {
    paid: words(
      `(?:foi|foram|está|estão|já|tinha sido|sido|fatura|boleto) (?:(?:já|sido|ontem|tudo|foi|está) )*${SENT}`,
      `^(?:já )?(?:pago|paga|pagos|pagas|quitado|quitada)`,
      '(?:paguei|pagamos|quitei|quitamos|transferi|transferimos|depositei|depositamos)',
      '(?:pagamento|transferência|pix|depósito) (?:\\S+ ){0,4}?(?:realizad[oa]|feit[oa]|efetuad[oa]|enviad[oa]|efectuad[oa])',
      '(?:fiz|fizemos|efetuei|efetuamos|realizei|realizamos|enviei|enviamos) (?:\\S+ ){0,2}?(?:pagamento|transferência|pix|depósito)',
    ),
    notPaid: words(
      `(?:será|serão|ser|deve|vai ser|vão ser|estará) (?:\\S+ ){0,3}?(?:${SENT}|realizad[oa]|feit[oa]|efetuad[oa])`,
      'parcialmente|metade|em parte|duas vezes|a mais',
    ),
    willPay: words(
      '(?:vou|vamos|vai|podemos|posso|poderemos|pretendemos|pretendo|queremos|iremos|irei) (?:\\S+ ){0,3}?(?:pagar|quitar|transferir|fazer (?:o|a|um) (?:pagamento|transferência|pix)|efetuar (?:o|a) (?:pagamento|transferência)|liquidar|depositar|realizar o pagamento)',
      '(?:pagarei|pagaremos|pagará|quitaremos|transferiremos|transferirei|faremos|farei|efetuaremos|realizaremos)',
      '(?:pagamento|transferência|fatura|faturas|boleto|valor|pix|nota) (?:\\S+ ){0,5}?(?:será|serão|vai ser|está previst[oa]|está programad[oa]|está agendad[oa]|previst[oa]|programad[oa]|agendad[oa]|sairá|cairá|estará)',
      'pago (?:tudo |a fatura |o valor )?(?:amanhã|na|no|até|dia|hoje|sexta|segunda|terça|quarta|quinta)',
      '(?:pagamos|transferimos|faço o pagamento|fazemos o pagamento) (?:amanhã|na próxima|no dia|até|hoje à)',
    ),
    copy: words(
      '(?:cópia|segunda via|2a via|2ª via|duplicado)(?: (?:\\S+ ){0,2}?(?:fatura|faturas|nota|boleto))?',
      '(?:enviar|enviem|envie|mandar|mandem|mande|reenviar|reenviem|reenvie|encaminhar) (?:\\S+ ){0,5}?(?:fatura|faturas|nota fiscal|boleto|pdf)',
      'não (?:\\S+ ){0,3}?(?:recebi|recebemos|chegou|encontrei|encontramos|encontro|localizamos|localizei|temos|tenho) (?:\\S+ ){0,3}?(?:fatura|faturas|nota|boleto|anexo)',
      '(?:fatura|boleto|nota) (?:\\S+ ){0,3}?não chegou',
    ),
    order: words(
      '(?:número|nº|n°) (?:do|de) pedido',
      'ordem de compra|pedido de compra|número da ordem',
    ),
    otherPerson: words(
      '(?:contactar|contatar|contate|falar|fale|falem|escrever|escreva|enviar|envie|enviem|entrar em contato|entre em contato|dirigir) (?:\\S+ ){0,7}?(?:a|ao|à|com|para|o|para o) (?:\\S+ ){0,3}?(?:financeiro|contabilidade|contador|contadora|colega|departamento|setor|\\S+@\\S+)',
      '(?:colega|contador|contadora|contabilidade|financeiro|setor) (?:\\S+ ){0,4}?(?:cuida|responsável|trata|gere)',
      '(?:encaminhei|encaminhamos|repassei|repassamos) (?:\\S+ ){0,4}?(?:ao|à|para) (?:\\S+ ){0,2}?(?:financeiro|contabilidade|contador|contadora|colega|setor)',
      'não (?:trabalha|trabalho) mais',
    ),
    wrong: words(
      '(?:está|estão|é|são|há|tem|veio|vieram) (?:\\S+ ){0,3}?(?:errad[oa]s?|incorret[oa]s?|erro|erros|defeituos[oa]s?|danificad[oa]s?|quebrad[oa]s?|incomplet[oa]s?|duplicad[oa]s?|com defeito|muito alt[oa])',
      '(?:valor|preço|quantidade|endereço|produto|nota) (?:errad[oa]|incorret[oa])',
      '(?:contest\\p{L}+|disput\\p{L}+|reclam\\p{L}+|não concord\\p{L}+|nota de crédito|estorno|cancelad[oa]|defeitos?)',
      '(?:nunca|não) (?:\\S+ ){0,3}?(?:pedimos|pedi|encomend\\p{L}+|entregue|entregues|recebi (?:a mercadoria|o produto|os produtos|o pedido|o material)|recebemos (?:a mercadoria|o produto|os produtos|o pedido|o material)|corresponde|confere|bate|combinad[oa]|concluíd[oa]|solicit\\p{L}+)',
      '(?:cobrad[oa]|faturad[oa]) (?:\\S+ )?(?:duas vezes|a mais|em dobro)',
      'falta(?:m)? (?:\\S+ ){0,3}?(?:itens|item|peças?|produtos?)',
    ),
    notWrong: words('não há (?:nenhum )?(?:problema|erro)', 'sem (?:problema|erro)s?'),
    plan: words(
      'parcel\\p{L}+|em (?:\\S+ )?(?:vezes|parcelas|prestações)|prestações|plano de pagamento|pagamento parcial|prorrog\\p{L}+|adiar|renegoci\\p{L}+',
      'fluxo de caixa|dificuldades? (?:financeiras?|económicas?|econômicas?)|problemas? (?:financeiros?|de caixa)|tesouraria|insolvência|falência|recuperação judicial|mais (?:tempo|prazo)|situação difícil',
    ),
    cannot: words(
      'não (?:\\S+ )?(?:podemos|posso|conseguimos|consigo|conseguiremos|poderemos|temos como|tenho como) (?:\\S+ ){0,3}?(?:pagar|quitar|liquidar|fazer o pagamento|transferir)',
      'não (?:temos|tenho) (?:\\S+ )?(?:dinheiro|fundos)',
    ),
    notMe: words(
      '(?:pessoa|destinatário|endereço|empresa|contato|contacto) (?:errad[oa])',
      'não (?:\\S+ )?(?:sou|somos|é) (?:\\S+ ){0,3}?(?:a pessoa|o destinatário|seu cliente|vosso cliente|cliente|clientes|para mim|para nós|minha|nossa|comigo|conosco)',
      'não (?:conheço|conhecemos|vos conheço|os conheço) ?(?:vocês|esta|a vossa|a sua)?',
      '(?:nada a ver|enganaram-se|se enganaram|engano)',
    ),
    not: words('não|nunca|jamais|nenhum[a]?|sem|nem|recus\\p{L}+'),
    notNot: words('não há problema|sem falta|sem problemas?|não mais tarde|não se preocupe'),
    perhaps: words(
      'se|quando|assim que|desde que|caso|talvez|espero|esperamos|tentar\\p{L}*|tentaremos|vamos tentar|provavelmente|depois de (?:receber|que)|após (?:o|a|receber)|logo que|eventualmente|só depois',
    ),
    part: words('metade|parte|parcial|restante|resto|entrada|sinal'),
    turn: words('mas|porém|contudo|no entanto|entretanto'),
  },
  days: {
    months: [
      'janeiro|jan',
      'fevereiro|fev',
      'março|mar',
      'abril|abr',
      'maio|mai',
      'junho|jun',
      'julho|jul',
      'agosto|ago',
      'setembro|set',
      'outubro|out',
      'novembro|nov',
      'dezembro|dez',
    ],
    weekdays: [
      'segunda(?:-feira)?',
      'terça(?:-feira)?',
      'quarta(?:-feira)?',
      'quinta(?:-feira)?',
      'sexta(?:-feira)?',
      'sábado',
      'domingo',
    ],
    nextWeekday: words('\\p{L}+(?:-feira)? da (?:próxima semana|semana que vem)'),
    dayOfMonth: /(?<!\p{L})(?:dia|o dia|ao dia|no dia) (\d{1,2})(?![\d/.])/u,
    relative: [
      [words('depois de amanhã'), 2],
      [words('anteontem'), -2],
      [words('ontem'), -1],
      [words('hoje|imediatamente'), 0],
      [words('amanhã'), 1],
      [words('(?:final|fim) (?:do|de) (?:próximo mês|mês que vem)'), 'next-month'],
      [words('(?:final|fim) (?:do|de|deste) mês|este mês|neste mês'), 'month'],
      [words('(?:no )?(?:próximo mês|mês que vem)'), 'next-month'],
      [words('(?:na )?(?:próxima semana|semana que vem)'), 'next-week'],
      [words('(?:esta semana|nesta semana|(?:final|fim) (?:da|de) semana)'), 'week'],
    ],
    inSome: words(
      '(?:em|dentro de|daqui a|nos próximos) (?<n>\\d{1,2}|\\p{L}+) (?:(?<day>dias?(?: úteis)?)|(?<week>semanas?)|(?<month>m[eê]s(?:es)?))',
    ),
    numbers: {
      uma: 1,
      duas: 2,
      quinze: 15,
      ...counting('um dois três quatro cinco seis sete oito nove dez'),
    },
  },
};
