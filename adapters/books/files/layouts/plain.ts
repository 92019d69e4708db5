import type { Field, Layout } from './layout.ts';

/** Words for each column in the languages of our neighbours; the first that a file has is taken. */
const WORDS: Partial<Record<Field, string>> = {
  customer:
    'customer customername client clientname company companyname contactname debtor account ' +
    'accountname billto buyer name kunde kundenname debitor firma auftraggeber client ' +
    'nomduclient nomclient societe raisonsociale klant klantnaam bedrijf debiteur relatie ' +
    'cliente nombrecliente nombredelcliente razonsocial ragionesociale nomecliente',
  code:
    'customercode customerid customernumber customerno customer# code clientid clientcode ' +
    'clientnumber accountnumber accountno debtorcode kundennummer kundennr debitorennummer ' +
    'codeclient numeroclient klantnummer klantcode debiteurnummer codigocliente codicecliente',
  email:
    'email emailaddress emails customeremail contactemail billingemail clientemail mail ' +
    'adressemail courriel emailadresse mailadresse mailadres emailadres correo ' +
    'correoelectronico indirizzoemail',
  phone:
    'phone phonenumber phonenumbers telephone tel mobile telefon telefonnummer telefoon ' +
    'telefoonnummer telefono',
  contact:
    'contact contactname contactperson attention attn contactfullname fullname ' +
    'ansprechpartner kontakt interlocuteur contactpersoon contacto contatto referente',
  country: 'country countrycode customercountry billingcountry land pays pais paese nazione',
  address: 'address billingaddress billaddress anschrift adresse adres direccion indirizzo',
  number:
    'invoicenumber invoiceno invoice# invoicenum invoiceid invoice number num docnumber ' +
    'documentnumber documentno billnumber rechnungsnummer rechnungsnr rechnungnr rechnung ' +
    'belegnummer belegnr numerodefacture nofacture facture numerofacture nfacture ' +
    'factuurnummer factuurnr factuur numerodefactura numerofactura factura numerofattura ' +
    'nfattura fattura',
  issued:
    'invoicedate date issuedate dateissued issued issuedon billdate documentdate ' +
    'rechnungsdatum belegdatum datum datedefacture datefacture datedefacturation factuurdatum ' +
    'fechafactura fechadefactura fecha datafattura data',
  due:
    'duedate due dateDue datedue paymentdue paymentduedate dueon faelligkeit ' +
    'faelligkeitsdatum falligkeit falligkeitsdatum fallig falligam zahlbarbis echeance ' +
    'datedecheance dateecheance vervaldatum vervaldag fechavencimiento fechadevencimiento ' +
    'vencimiento scadenza datascadenza',
  dueDays: 'terms paymentterms netdays zahlungsziel',
  amount:
    'amount total invoiceamount invoicetotal totalamount amounttotal gross grossamount ' +
    'grosstotal originalamount value betrag rechnungsbetrag bruttobetrag brutto summe ' +
    'gesamtbetrag montant montantttc totalttc bedrag totaalbedrag totaal factuurbedrag ' +
    'importe importetotal monto importo totale importototale',
  open:
    'outstanding balance amountdue amountoutstanding outstandingamount outstandingbalance ' +
    'openbalance openamount balancedue invoiceamountdue open remaining offen offenerbetrag ' +
    'restbetrag restedu solde resteapayer openstaand openstaandbedrag saldo pendiente ' +
    'saldopendiente residuo',
  paid:
    'amountpaid paid paidamount invoiceamountpaid paymentamount bezahlt bezahlterbetrag ' +
    'montantpaye betaald betaaldbedrag importepagado pagado importopagato pagato',
  paidOn:
    'paiddate datepaid paidon paymentdate dateofpayment paymentreceived settleddate ' +
    'settlementdate zahlungsdatum bezahltam datedepaiement datepaiement betaaldatum betaaldop ' +
    'fechadepago fechapago datapagamento',
  currency: 'currency currencycode waehrung wahrung devise monnaie valuta munt moneda divisa',
  reference:
    'reference ref po ponumber purchaseorder customerpo ordernumber yourreference referenz ' +
    'bestellnummer referentie referencia riferimento',
  description: 'description memo notes details beschreibung omschrijving descripcion descrizione',
  type: 'type transactiontype documenttype doctype',
  status: 'status invoicestatus',
};

/** A table with plain column names, from anywhere. */
export const plain: Layout = {
  name: 'plain',
  title: 'a table with plain column names',
  headers: [],
  fields: Object.fromEntries(
    Object.entries(WORDS).map(([field, words]) => [field, words.toLowerCase().split(' ')]),
  ),
  types: {
    invoice: 'invoice',
    rechnung: 'invoice',
    facture: 'invoice',
    factuur: 'invoice',
    factura: 'invoice',
    fattura: 'invoice',
    credit: 'credit-note',
    creditnote: 'credit-note',
    creditmemo: 'credit-note',
    gutschrift: 'credit-note',
    avoir: 'credit-note',
    creditnota: 'credit-note',
    payment: 'payment',
    zahlung: 'payment',
  },
  skipStatus: [
    'draft',
    'void',
    'voided',
    'deleted',
    'cancelled',
    'canceled',
    'storniert',
    'entwurf',
  ],
};
