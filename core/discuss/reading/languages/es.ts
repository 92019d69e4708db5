import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:pagad[oa]s?|abonad[oa]s?|transferid[oa]s?|liquidad[oa]s?|ingresad[oa]s?)';

/** Spanish. */
export const spanish: Language = {
  code: 'es',
  small: list('el la los las de que y en un una es hemos para por con no su nos le ya esta del'),
  says: {
    paid: words(
      `(?:he|hemos|ha|han|fue|fueron|está|están|ya|sido|había|habíamos|quedó) (?:(?:ya|sido|todo|hoy|ayer|bien|está|están|fue) )*${SENT}`,
      `^(?:ya )?${SENT}`,
      '(?:pagamos|pagué|abonamos|aboné|transferimos|transferí|ingresamos) (?:\\S+ ){0,6}?(?:ayer|ya|el|la|las|los|esa|esta|hace|factura|por)',
      '(?:pago|transferencia|ingreso) (?:\\S+ ){0,4}?(?:realizad[oa]|hech[oa]|efectuad[oa]|enviad[oa]|emitid[oa]|salió)',
      '(?:realizado|hecho|efectuado|enviado|emitido|realizamos|hicimos|hice|realicé|efectuamos) (?:el|la|un|una|su|dicho) (?:pago|transferencia|ingreso)',
    ),
    notPaid: words(
      `(?:será|serán|ser|debe|va a|van a|quedará|estará|estarán|sea) (?:\\S+ ){0,3}?(?:${SENT}|realizad[oa]|hech[oa]|efectuad[oa])`,
      'parcialmente|la mitad|en parte|dos veces|de más',
    ),
    willPay: words(
      '(?:voy a|vamos a|va a|podemos|puedo|podremos|queremos|pensamos|esperamos|para|a) (?:\\S+ ){0,3}?(?:pagar|abonar|transferir|realizar (?:el|la|un|una) (?:pago|transferencia)|hacer (?:el|la|un|una) (?:pago|transferencia)|liquidar|ingresar)',
      '(?:pagaré|pagaremos|pagará|abonaré|abonaremos|transferiré|transferiremos|haremos|haré|realizaremos|realizaré|liquidaremos|efectuaremos|ingresaremos)',
      '(?:les|le|os|te|lo|la) (?:pago|pagamos|abono|abonamos|transfiero|transferimos)',
      '(?:pago|transferencia|factura|facturas|importe|dinero) (?:\\S+ ){0,5}?(?:será|se hará|se realizará|se efectuará|está previst[oa]|está programad[oa]|previst[oa]|programad[oa]|se pagará|se abonará|saldrá|quedará|serán|estará)',
      'se (?:pagará|abonará|hará|realizará|efectuará|pagarán|abonarán)',
      '(?:tendrá|tendrán|recibirá|recibirán) (?:\\S+ ){0,3}?(?:pago|dinero|transferencia|importe)',
    ),
    copy: words(
      '(?:copia|duplicado)(?: (?:\\S+ ){0,2}?(?:factura|facturas))?',
      '(?:enviar|envíen|envíe|mandar|manden|mande|reenviar|reenvíen|reenvíe|remitir|envíanos|mándanos|enviarnos|mandarnos|reenviarnos|enviarme|mandarme) (?:\\S+ ){0,5}?(?:factura|facturas|pdf)',
      'no (?:\\S+ ){0,3}?(?:recibido|recibimos|recibí|llegó|llegado|encontramos|encuentro|tenemos|tengo|veo) (?:\\S+ ){0,3}?(?:factura|facturas|adjunto)',
      '(?:adjunto) (?:\\S+ ){0,3}?(?:no|falta)',
    ),
    order: words(
      '(?:número|nº|n°|num|núm\\.?) de (?:pedido|orden)',
      'orden de compra|pedido de compra',
      'referencia (?:de|del) pedido',
    ),
    otherPerson: words(
      '(?:contacte|contacten|contactar|diríjase|diríjanse|dirigirse|escriba|escriban|escribir|envíe|envíen|enviar|hable|hablen|póngase|pónganse) (?:\\S+ ){0,8}?(?:a|al|con) (?:\\S+ ){0,3}?(?:contabilidad|administración|contable|compañer[oa]|departamento|gestoría|\\S+@\\S+)',
      '(?:compañer[oa]|contable|contabilidad|administración|gestoría|departamento) (?:\\S+ ){0,4}?(?:se encarga|encargad[oa]|responsable|lleva|gestiona)',
      '(?:reenviado|pasado|remitido|trasladado) (?:\\S+ ){0,4}?(?:a|al) (?:\\S+ ){0,2}?(?:contabilidad|administración|contable|compañer[oa]|departamento)',
      'ya no (?:trabaja|trabajo)',
    ),
    wrong: words(
      '(?:es|está|están|son|hay|tiene) (?:\\S+ ){0,3}?(?:incorrect[oa]s?|erróne[oa]s?|equivocad[oa]s?|mal|error|errores|defectuos[oa]s?|dañad[oa]s?|rot[oa]s?|incomplet[oa]s?|duplicad[oa]s?|demasiado alt[oa])',
      '(?:importe|precio|cantidad|dirección|artículo|iva) (?:incorrect[oa]|equivocad[oa]|erróne[oa])',
      '(?:disput\\p{L}+|reclamación|reclamar|reclamamos|no estamos de acuerdo|no estoy de acuerdo|no conforme|disconform\\p{L}+|nota de crédito|abono por|rectificativa|anulad[oa])',
      '(?:no|nunca) (?:\\S+ ){0,3}?(?:pedimos|pedido|pedí|solicit\\p{L}+|entregad[oa]s?|entregaron|recibido (?:la mercancía|el pedido|los productos|el material)|recibimos (?:la mercancía|el pedido|los productos|el material)|corresponde|coincide|coinciden|acordad[oa]|terminad[oa]|cuadra)',
      '(?:cobrad[oa]|facturad[oa]) (?:\\S+ )?(?:dos veces|de más|doble)',
      'falta(?:n)? (?:\\S+ ){0,3}?(?:artículos?|piezas?|productos?|material)',
    ),
    notWrong: words('no hay (?:ningún )?(?:problema|error|reclamación)', 'sin (?:problema|error)'),
    plan: words(
      'a plazos|en (?:\\S+ )?plazos|fraccion\\p{L}+|plan de pagos?|en cuotas|cuotas|pago parcial|aplaz\\p{L}+|prórroga',
      'liquidez|tesorería|dificultades (?:económicas|financieras)|problemas (?:económicos|financieros|de liquidez|de tesorería)|concurso de acreedores|insolven\\p{L}+|más tiempo|situación económica',
    ),
    cannot: words(
      'no (?:\\S+ )?(?:podemos|puedo|podremos|podré|puede) (?:\\S+ ){0,3}?(?:pagar|abonar|liquidar|hacer frente|transferir)',
      'imposible (?:pagar|abonar)',
      'no (?:tenemos|tengo|hay) (?:\\S+ )?(?:dinero|fondos)',
    ),
    notMe: words(
      '(?:persona|destinatario|dirección|empresa|contacto) (?:equivocad[oa]|incorrect[oa])',
      'no (?:\\S+ )?(?:soy|somos|es) (?:\\S+ ){0,3}?(?:la persona|el destinatario|su cliente|cliente|clientes|mi factura|nuestra factura|para mí|para nosotros|nuestro|mía)',
      'no (?:los|les|lo|le) (?:conozco|conocemos)',
      'no (?:conozco|conocemos) (?:su|esta|a)',
      '(?:nada que ver|se (?:ha|han) equivocado|equivocado de)',
    ),
    not: words('no|nunca|jamás|ningún|ninguna|sin|ni|tampoco|impagad[oa]s?'),
    notNot: words('no hay problema|no más tarde|sin falta|sin problema|no se preocupe'),
    perhaps: words(
      'si|cuando|en cuanto|tan pronto|siempre que|quizás?|tal vez|ojalá|espero|intentar\\p{L}*|probablemente|una vez|a condición|después de (?:recibir|que)|hasta que|posiblemente',
    ),
    part: words('mitad|parte|parcial|resto|restante|anticipo'),
    turn: words('pero|sin embargo|aunque|no obstante|sino'),
  },
  days: {
    months: [
      'enero|ene',
      'febrero|feb',
      'marzo|mar',
      'abril|abr',
      'mayo|may',
      'junio|jun',
      'julio|jul',
      'agosto|ago',
      'septiembre|setiembre|sept|sep',
      'octubre|oct',
      'noviembre|nov',
      'diciembre|dic',
    ],
    weekdays: [
      'lunes',
      'martes',
      'miércoles|miercoles',
      'jueves',
      'viernes',
      'sábado|sabado',
      'domingo',
    ],
    nextWeekday: words('\\p{L}+ de la (?:próxima semana|semana (?:que viene|próxima))'),
    dayOfMonth: /(?<!\p{L})(?:el|día|el día|al|antes del) (\d{1,2})(?![\d/.]|\s?(?:%|€|días))/u,
    relative: [
      [words('pasado mañana'), 2],
      [words('anteayer|antes de ayer'), -2],
      [words('ayer'), -1],
      [words('hoy|hoy mismo|inmediatamente'), 0],
      [words('mañana'), 1],
      [
        words('(?:a )?(?:final(?:es)?|fin) (?:de|del) (?:mes (?:que viene|próximo)|próximo mes)'),
        'next-month',
      ],
      [words('(?:a )?(?:final(?:es)?|fin) (?:de|del) (?:este )?mes|este mes'), 'month'],
      [words('(?:el )?(?:mes (?:que viene|próximo)|próximo mes)'), 'next-month'],
      [words('(?:la )?(?:semana (?:que viene|próxima)|próxima semana)'), 'next-week'],
      [words('(?:esta semana|fin(?:ales)? de (?:la |esta )?semana)'), 'week'],
    ],
    inSome: words(
      '(?:en|dentro de) (?:los próximos )?(?<n>\\d{1,2}|\\p{L}+) (?:(?<day>días?)|(?<week>semanas?)|(?<month>mes(?:es)?))',
    ),
    numbers: {
      un: 1,
      una: 1,
      quince: 15,
      ...counting('uno dos tres cuatro cinco seis siete ocho nueve diez'),
    },
  },
};
