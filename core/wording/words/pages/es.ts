import type { PageWords } from '../page-words.ts';

export const esPages: PageWords = {
  open: '{customer}, tiene pendiente',
  nothingOpen: '{customer}, no hay nada pendiente. Gracias.',
  nothingOpenMore:
    'Todo lo que {business} le ha facturado está pagado; no tiene que hacer nada más.',
  due: 'A pagar ahora',
  soon: 'Aún no vence',
  reference: 'Le agradecemos que indique {numbers} como referencia.',
  orTellUs: 'O díganos',
  answers: {
    'paid-already': 'Ya he pagado',
    'will-pay': 'Pagaré el…',
    'needs-something': 'Necesito una copia o un número de pedido',
    'something-is-wrong': 'Algo no está bien',
    'cannot-pay-all': 'No puedo pagarlo todo ahora',
    'not-me': 'Esto no es para mí',
  },
  looksAfter: '{person} lleva su cuenta.',
  looksAfterReach: '{person} lleva su cuenta: {reach}.',
  neverByEmail:
    'Nunca cambiamos nuestros datos bancarios por correo electrónico. Ante cualquier duda, ' +
    'consúltenos antes.',
  back: 'Volver a lo que está pendiente',
  send: 'Enviar',
  forms: {
    'paid-already': {
      title: 'Ya ha pagado',
      lead: 'Gracias. Si sabe qué día salió el pago, nos ayuda a encontrarlo.',
    },
    'will-pay': {
      title: '¿Qué día pagará?',
      lead:
        'Elija un día que pueda cumplir, aunque sea más tarde. Hasta entonces no le ' +
        'escribimos.',
    },
    'needs-something': {
      title: '¿Qué necesita de nosotros?',
      lead: 'Nos ocupamos de eso primero, y no escribimos sobre el pago hasta que esté hecho.',
    },
    'something-is-wrong': {
      title: '¿Qué no está bien?',
      lead: 'Lo que indique aquí queda aparte hasta que lo hayamos resuelto con usted.',
    },
    'cannot-pay-all': {
      title: 'No puede pagarlo todo ahora',
      lead:
        'Gracias por decirlo. Una persona lee esto y responde en un día hábil; hasta entonces ' +
        'nadie le escribe sobre ello.',
    },
    'not-me': {
      title: 'Esto no es para usted',
      lead:
        'En ese caso, disculpe que le hayamos escrito. Confírmelo, y esta dirección no recibirá ' +
        'nada más de nosotros sobre este asunto.',
    },
  },
  fields: {
    paidOn: 'Pagado el (si lo sabe)',
    note: '¿Desea añadir algo?',
    noteHelp: {
      'paid-already': 'El importe o la referencia, por ejemplo.',
      'will-pay': 'Solo si lo desea.',
      'needs-something': 'La factura, su número de pedido o a quién debemos escribir.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Lo que podría pagar ahora, o cada mes, por ejemplo.',
      'not-me': 'Si sabe a quién corresponde, basta un nombre.',
    },
    payOn: 'Pagaré el',
    amount: 'Importe en {currency}',
    amountHelp: 'Déjelo vacío si es todo.',
    currency: 'Moneda',
    what: 'Necesito',
    copy: 'una copia de una factura',
    order: 'nuestro número de pedido en la factura',
    otherPerson: 'que escriban a otra persona',
    invoice: 'Se trata de',
    wrongAmount: '¿Qué parte está en duda?',
    wrongAmountHelp: 'Déjelo vacío si es toda la factura.',
    reason: '¿Qué no está bien?',
  },
  faults: {
    payOnMissing: 'Elija el día, por favor.',
    payOnNoDate: '“{text}” no es una fecha. Escríbala como 2026-11-27, o elíjala.',
    payOnRange: 'Elija un día entre {first} y {last}, por favor.',
    paidOn: 'Elija un día hasta hoy, {today}, o déjelo vacío.',
    amount: '“{text}” no es un importe. Escríbalo como 1234.50, o déjelo vacío.',
    amountRange: 'Escriba un importe de hasta {open}, que es lo pendiente, o déjelo vacío.',
    choose: 'Elija una opción, por favor.',
    reason: 'Díganos en pocas palabras qué no está bien.',
    invoice: 'Elija la factura, por favor.',
    tooLong: 'Es más largo de lo que podemos guardar; acórtelo a 2000 caracteres, por favor.',
    form: 'Este formulario estuvo abierto mucho tiempo. Revíselo y envíelo de nuevo, por favor.',
  },
  thanks: {
    'paid-already': {
      title: 'Gracias',
      text:
        'Buscaremos su pago. Nadie le escribe sobre esto hasta el {until}; si para entonces no ' +
        'lo encontramos, se lo preguntaremos una vez, con toda amabilidad.',
    },
    'will-pay': {
      title: 'Gracias, queda anotado',
      text:
        'Lo esperamos el {until} y dejamos dos días hábiles más para el banco. Hasta entonces ' +
        'nadie le escribe sobre esto.',
    },
    'needs-something': {
      title: 'Gracias, nos ocupamos de ello',
      text:
        '{person} ya lo tiene sobre la mesa. Nadie le escribe sobre el pago hasta que esté ' +
        'hecho, y después tiene tres días hábiles más.',
    },
    'something-is-wrong': {
      title: 'Gracias por decírnoslo',
      text:
        '{person} lo revisa y le responde. Hasta que esté resuelto, nadie le pide lo que ha ' +
        'indicado.',
    },
    'cannot-pay-all': {
      title: 'Gracias por su franqueza',
      text:
        '{person} lee esto y le responde en un día hábil. Hasta que hayan hablado, no se envía ' +
        'ningún recordatorio.',
    },
    'not-me': {
      title: 'Gracias, y disculpe',
      text: '{business} no volverá a escribir a esta dirección sobre esto. Esta página se cierra.',
    },
  },
  thanksInvoice:
    '{person} lo revisa y le responde. Hasta que esté resuelto, nadie le pide lo que ha indicado ' +
    'de {invoice}.',
  backToPage: 'Ver lo que está pendiente',
  gone: {
    title: 'Esta página está cerrada',
    text:
      'El enlace no es válido, o ya no lo es. Si tiene una pregunta sobre una factura, responda ' +
      'al mensaje que recibió o llame al número que figura en la factura.',
  },
  tooOften: {
    title: 'Un momento, por favor',
    text: {
      one: 'Esta página se ha abierto muchas veces. Inténtelo de nuevo en {n} segundo, por favor.',
      other:
        'Esta página se ha abierto muchas veces. Inténtelo de nuevo en {n} segundos, por favor.',
    },
  },
  sorry: {
    title: 'No ha funcionado',
    text:
      'Algo ha fallado de nuestro lado y no se ha guardado nada. Inténtelo de nuevo en un ' +
      'minuto, o responda al mensaje que recibió.',
  },
};
