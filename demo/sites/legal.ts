/** Terms, privacy lines, safety tips and footers: long texts that every page repeats and that are never advert text. */

export const dutchTerms = `<h4>Gebruiksvoorwaarden</h4>
<p>Deze website is een advertentieplatform. Wij zijn geen partij bij afspraken tussen adverteerders en bezoekers en aanvaarden geen aansprakelijkheid voor de inhoud van advertenties. Adverteerders verklaren ten minste eenentwintig jaar oud te zijn, zelfstandig te werken en de tekst en foto's rechtmatig te gebruiken. Wij kunnen om een kopie van een identiteitsbewijs vragen en advertenties weigeren of verwijderen zonder opgaaf van redenen.</p>
<p>Het is niet toegestaan advertenties over te nemen, te kopiëren of op andere websites te plaatsen. Prijzen zijn indicatief en worden door de adverteerder zelf bepaald. Betaal nooit vooraf aan iemand die je niet kent en deel geen bankgegevens. Twijfel je over een advertentie of denk je dat iemand niet uit vrije wil werkt? Meld het bij ons of anoniem via het landelijke meldpunt.</p>
<p>Wij gebruiken functionele cookies om de website te laten werken en analytische cookies om het bezoek te meten. Je voorkeuren kun je op elk moment wijzigen. Lees in de privacyverklaring welke gegevens wij bewaren, hoe lang wij dat doen en hoe je inzage, correctie of verwijdering vraagt. Klachten behandelen wij binnen vijf werkdagen.</p>`

export const dutchSafety = `<h4>Veilig afspreken</h4>
<ul><li>Spreek een eerste keer af op een plek die je kent.</li><li>Laat iemand weten waar je bent en hoe laat je terug bent.</li><li>Betaal contant en vraag om een duidelijk tarief.</li><li>Respecteer de grenzen en huisregels van de ander.</li><li>Controleer of de gegevens in de advertentie kloppen met wat je aan de telefoon hoort.</li></ul>`

export const englishTerms = `<h4>Terms of use</h4>
<p>This website is a listing platform. We are not a party to any arrangement between advertisers and visitors and accept no liability for the content of listings. Advertisers declare that they are at least twenty-one years old, work for themselves and hold the rights to their words and pictures. We may ask for proof of identity and may refuse or remove listings at any time.</p>
<p>Listings may not be copied, reproduced or published elsewhere. Rates are set by the advertiser and may change without notice. Never pay in advance to a person you do not know and never share bank details. If you doubt a listing, or believe that a person does not work of their own free will, report it to us or to the national hotline. Reports can be made without giving your name.</p>
<p>We use functional cookies to make the site work and analytical cookies to count visits. You may change your preferences at any time. Our privacy statement tells which data we keep, for how long, and how to ask for access, correction or removal. We handle complaints within five working days.</p>`

export const englishSafety = `<h4>Stay safe</h4>
<ul><li>Meet in a place you know the first time.</li><li>Tell a friend where you are going and when you will be back.</li><li>Ask for a clear rate before you meet.</li><li>Respect the limits and house rules of others.</li><li>Check that what you hear on the phone matches the listing.</li></ul>`

export const frenchTerms = `<p>Ce site est une plateforme d’annonces. Nous ne sommes pas partie aux accords entre annonceurs et visiteurs et déclinons toute responsabilité quant au contenu des annonces. Les annonceurs déclarent avoir au moins vingt et un ans, travailler à leur compte et détenir les droits sur leurs textes et photos. Ne payez jamais d’avance à une personne inconnue. Les annonces douteuses peuvent être signalées à tout moment, même sans donner votre nom.</p>
<p>Deze site is een advertentieblad voor het grensgebied. Adverteerders zijn zelf verantwoordelijk voor tekst en foto's. Overname van advertenties is niet toegestaan. Prijzen gelden per uur en worden door de adverteerder bepaald.</p>
<p>Diese Seite ist ein Anzeigenblatt für das Grenzgebiet. Für den Inhalt der Anzeigen sind die Inserenten selbst verantwortlich. Die Übernahme von Anzeigen ist nicht gestattet. Preise gelten pro Stunde und können sich ändern.</p>`

export const workTerms = `<h4>Over deze vacaturesite</h4>
<p>Werkgevers plaatsen hun vacatures zelf. Een vacature vermeldt het loon, de inhoudingen, de reistijd en de soort overeenkomst. Ontbreekt dat, vraag er dan naar voordat je reist. Een werkgever mag je paspoort niet houden en mag geen kosten voor bemiddeling vragen. Je hebt recht op een loonstrook en op ten minste het wettelijk minimumloon. Woon je via je werkgever, dan blijven huurbescherming en opzegtermijn gelden.</p>
<p>Heb je vragen over je werk of je loon, neem dan contact op met een vakbond, het juridisch loket of de arbeidsinspectie. Bij spoed belt u het alarmnummer. Wij verwijderen vacatures die na een melding niet blijken te kloppen en blokkeren het account van de plaatser.</p>
<p>Deze website gebruikt cookies om uw zoekopdracht te onthouden. Zie onze privacyverklaring voor bewaartermijnen en uw rechten. De redactie behoudt zich het recht voor advertenties te weigeren.</p>`
