/** English phrases for adverts about company and massage; neutral in tone. */
import type { Phrasebook } from './phrasebook.ts'

export const english: Phrasebook = {
  language: 'en',
  titles: [
    '[name] in [town]', '[name], [age], [town]', 'Pleasant company with [name]', '{Kind|Cheerful|Calm|Elegant} [name] - [town]', 'Time to relax with [name]', '[name] {visits|is in} [town]', 'Companion for dinner, [town]',
    'Escort [name], [town] and around', '{Charming|Warm|Well spoken|Friendly} lady ([age]) offers company', 'Meet [name]', 'Relaxing hour in [town]', '<adj> and <adj>: [name]', 'Private [town]', 'Looking for company in [town]?', '[name] has time today'
  ],
  greeting: [
    '{Hi|Hello|Hey|Good day}{,| there,| gentlemen,} {I am|I’m|my name is} [name].', 'Welcome{ to my page| and thank you for reading|}!', '{Looking for|In need of} {some|a little} {rest|company|attention|warmth}?', 'I am [name], [age] years old{ and I live in [town]|}.',
    '[name] here{, back from <away>|}.', 'After {a busy year|some thought} I {decided to place|am placing} {an|this} advert.', '{Nice|Good} {to meet you|that you stopped by}.'
  ],
  self: [
    'I am {a |}<adj>, <adj> {woman|lady|person}.', '{Friends|People} {call|find} me <adj> and <adj>.', 'I {love|enjoy} {a good talk|a good laugh|quiet evenings} and <hobby>.', 'I am {1.62|1.65|1.68|1.70|1.73|1.77} m {tall|} with <hair> hair.', 'During the day I {work <work>|am busy with <hobby>}{, evenings are free|}.',
    'I speak {English|English and a little Dutch|English and German|English, Spanish and some Dutch}.', 'I {never rush|take my time|do not watch the clock}{, you will notice|}.', 'No {fuss|rush}, just {attention|warmth|a good mood}.', 'I have done this {for <years>|since last spring|beside my job} and {I enjoy it|on my own terms}.', '{Independent|Self employed}, {my own boss|no agency}.'
  ],
  offer: [
    'We spend {some |}time together {in a relaxed way|without hurry}.', 'A {relaxing|soothing|warm oil} massage {is possible|can be part of it}.', 'I {gladly |}join you {for dinner|to the theatre|on a business trip|at your hotel}.', 'We {always |usually |}start with {a coffee|a drink|a chat|tea}.', 'Outcall {is possible|in [town] and around|to hotels}.',
    '{Looking for|Do you miss} {company|a listening ear|some warmth}? {I have time|Then write me}.', 'An hour {away from everything|just for yourself}.', 'Couples {are welcome|too}.', 'We {talk it over|agree everything} {first|beforehand}.'
  ],
  detail: [
    'On {Sundays|Saturdays} {you find me at <spot>|I go to <spot>}.', 'I {play|listen to|love} <music>.', 'My {favourite food|weakness} is <food>{, so take me out|}.', 'I have {a dog|a cat|two cats} called <pet>.', 'If you like <hobby> too we {will get along|have something to talk about}.', '{Last month|This year|Recently} I {started|picked up} <hobby>.', 'I prefer <drink> to {wine|beer|coffee}.',
    'My {balcony|living room} {is full of <plants>|smells of <plants>}.', 'I am reading {a book|everything} about <subject>.', 'Ask me about <subject> and {I will not stop|you will regret it}.', 'I grew up {by the sea|in a small village|near the mountains} and {still miss it|go back often}.', 'My {neighbours|sisters|friends} say I {talk too much|cook well|am always late}.', 'I am saving for {a trip to <away>|a piano|a course in <subject>}.', '<When> I was <doing> {with <company>|in <spotin>}{ and it was <feeling>|}.', '<When> I {finally |}<done>{, which was <feeling>|} {because <because>|with <company>}.', '{Sometimes|Often|When it rains} I am <doing> and {think of <subject>|forget <forgot>}.', 'My <company2> {says|thinks|claims} I <claim>{, but <because>|}.', '{What I look for|My idea of a good evening|What makes me happy}? <nice2>, <nice> and {nobody in a hurry|<nice>}.', '<nice2> {and|or} <nice>: {<feeling>|that is all I need|wake me up for it}.', 'Rain or shine, I {walk|cycle} {to <spot>|every day}.'
  ],
  place: ['I {host|receive} in [town], <part>.', 'My {apartment|place|studio} is {clean|tidy|cosy} and {easy to find|has parking}.', '{Parking|Shower} {is available|on site}.', 'I visit {hotels|you at home} in [town]{ and around|}.', 'Address {after booking|by message|when you are on your way}.', 'Area: [town]{, up to 30 km|}.'],
  hours: ['{Available|I am here}: [days], [hours].', '[days] {from|between} [hours].', 'Only {daytime|evenings|weekends}.', '{Please book|Book} {a day ahead|two hours in advance}.', '{Today|Tomorrow|This week} I have {a gap|time} left.'],
  price: ['{One hour|1h|60 min} [price] euro{, half hour [half]|}.', 'Rates: [price] per hour{, [half] for 30 minutes|}.', '[half] for {half an hour|30 min}, [price] for {an hour|60}.', 'From € [half]', '30min [half] / 60min [price] / 2h [double]', '{Donation|Rate}: €[price] {an|per} hour{, shower included|}.'],
  contact: ['{Call|Text|Call or text|Whatsapp} {me |}{on |at |: |}[phone].', 'Interested? [phone]', 'You can reach me on [phone]{ (no hidden numbers)|}.', 'My number{ is|:} [phone]', 'Bookings: [phone]', 'Phone [phone]', '{WhatsApp only|Calls only}: [phone]', 'Send a message to [phone]{, I answer fast|}.'],
  form: ['Write me through {this site|the form}.', 'Use the {contact |}button{, I will call back|}.', 'I give my number after a {first |}message.'],
  closing: ['{Kisses|Greetings|Love|Regards}{, [name]| from [name]|}', 'See you {soon|then}{!|, [name]|}', '{Hope to meet you|Maybe see you soon}!', 'Have a {nice|lovely} day!'],
  third: ['[name] is a {sweet|lovely|cheerful|elegant} {lady|girl} of [age].', 'She is {<adj> and <adj>|always happy|a real sweetheart}.', 'With her you {feel at home|forget your day}.', 'Her {massage|company} is {wonderful|very relaxing}.', '{Book|Reserve} [name] now, she {waits for you|is here today}.', 'She {hosts|works} in [town].', '[name] {likes|loves} <hobby> and speaks {English|English and Spanish}.',
    '{By day|In her free time} you find her at <spot>.', 'Over a glass of <drink> she {gladly |}tells you about <subject>.', 'Her {soft|calm|bright} {voice|smile|manner} {stays with you|makes up for a long day}.', 'Who meets her once {comes back|does not forget her}.', '{Today|This week} she is in {until late|from noon|by appointment}.', 'She plays <music> and {lights candles|pours <drink>}.', 'With her <hair> hair and {long dress|open face} she {stands out|turns heads}.', 'Bring her <food> and {she is yours for the talk|you made a friend}.', '{Hard week|Much on your mind}? [name] {listens|takes her time}.', '{Our|This} [name] is {tall|small|slim} and <adj>.'],
  plural: ['We are {a small private house|an agency|a team} in [town].', 'Our ladies {are <adj> and <adj>|set their own hours|look forward to meeting you}.', 'With us {you are welcome without appointment|discretion is certain}.', 'We have {worked|been here} for <years>{, licensed by the city|}.', '[count] ladies today: [names].', 'Our {rooms|suites} are {clean|comfortable}.', 'See our site for {the roster|rates|more}.', 'Our team also visits {hotels|events}.', 'There is {always |}{coffee and <drink>|a bar|music: <music>}.', 'The {entrance|bell} is {at the back|next to the baker|on the first floor}.', 'Guests praise {the mood|the welcome|the calm}.', 'Since {1998|2004|2009|2013} a {known|fixed} address {by the harbour|in the region}.', '{On Mondays|In August} we are {closed|open until four}.', 'We {pay taxes|follow the rules|are inspected} and {it shows|are proud of it}.', '{Cards accepted|Card payment is discreet}.'],
  massage: ['{Relaxing|Classic|Deep|Gentle} {massage|back massage|foot massage} with {warm oil|hot stones|lavender}.', 'Certified {therapist|masseuse}{, <years> of practice|}.', 'Good for {neck and shoulders|stiff muscles|stress}.', '{60|90} minutes for [price] euro.', 'Own practice in [town].', 'Massage parlour {with three rooms|in the centre}, {open late|walk in}.'],
  traits: {
    assurance: ['{100%|Totally} {real|genuine}{, no games|}.', 'Pictures are {real|really me|100% real}.', 'No {fake|scam|games}{, promise|}.'],
    youth: ['{Student|College student}{, studying|} {this year|in the city}.', 'New to this{, a little shy|}.', 'Young and {curious|cheerful}.'],
    arrival: ['{New|Just arrived} in [town].', 'Only this week in [town].', 'Leaving {Friday|Sunday|on Tuesday}.', 'On tour: {now|this week} [town].'],
    rules: ['{Gentlemen|Polite people} only.', 'Always {safe|with respect}.', 'No {hidden|private} numbers{ and no texts|}.', 'Screening {required|for new clients}.', 'Hygiene {comes first|matters to me}.'],
    anything: ['Everything {can be discussed|possible}.', 'Just ask, {almost |}anything goes.'],
    incall: ['Incall only{, no outcall|}.', 'I do not travel to you.'],
    always: ['{24/7|Day and night|24 hours} {available|reachable}.', 'Call {any time|day and night}.'],
    driver: ['Our driver {brings her|will bring [name]} to you.', 'Ask for the {manager|host}.', 'The agency {arranges everything|answers the phone}.'],
    rotation: ['New {ladies|girls} every week.', 'New arrivals {this week|every Monday}!'],
    deposit: ['{Small deposit|Deposit of [deposit] euro} first.', 'Pay ahead by {gift card|bank transfer|crypto}.'],
    own: ['My own {rules and preferences|diary} {come first|apply}.', 'Follow {my own site|my blog}{, same name for years|}.', 'I work {for myself|independently} and choose {whom I see|my hours}.'],
    lowprice: ['{Special|Offer}: [low] euro {for half an hour|30 min}.', 'Now only [low] euro.'],
    choice: ['Choice of [count] ladies.', '[names] are here {today|}.']
  },
  pools: {
    adj: ['kind', 'cheerful', 'calm', 'down to earth', 'warm', 'attentive', 'elegant', 'caring', 'stubborn', 'patient', 'open', 'curious', 'honest', 'stylish', 'playful', 'gentle', 'confident', 'dreamy', 'direct', 'funny', 'easy going'],
    When: ['Yesterday', 'Last week', 'Last summer', 'When I was twenty', 'At Christmas', 'This morning', 'On Sunday', 'A year ago', 'In March', 'On my birthday', 'After moving house', 'During the storm'],
    doing: ['pruning roses', 'lost', 'dancing', 'sanding a chair', 'baking bread', 'rowing', 'on the road', 'fast asleep', 'making soup', 'singing', 'picking berries', 'knitting a jumper', 'sorting photographs'],
    done: ['cleared the attic', 'bought a bicycle', 'learnt to drive', 'drove to the sea', 'painted a cupboard', 'read all night', 'visited my gran', 'dug the garden', 'cut my hair', 'sent postcards', 'pitched a tent', 'fixed the radio'],
    company: ['my sister', 'an old friend', 'the neighbour', 'my cousin', 'two colleagues', 'the dog', 'my father', 'a stranger', 'the choir'],
    company2: ['sister', 'neighbour', 'gran', 'brother', 'hairdresser', 'best friend', 'baker', 'aunt', 'doctor'],
    spotin: ['the woods', 'a library', 'Cornwall', 'a train', 'a church', 'the snow', 'the kitchen', 'a museum', 'Antwerp', 'the dark', 'a canoe'],
    feeling: ['wonderful', 'odd at first', 'the best thing there is', 'rather thrilling', 'good for the soul', 'hard to believe', 'enough for a year', 'better than I hoped'],
    because: ['the heart wants something too', 'the house was quiet', 'I never give up', 'the bus did not run', 'somebody has to', 'life is short', 'I stay curious', 'the sun was out'],
    forgot: ['the time', 'my keys', 'to eat', 'the laundry', 'where I was', 'the alarm'],
    claim: ['laugh too loud', 'should open a shop', 'remember everything', 'never sit still', 'make the best soup', 'ought to write', 'am an open book', 'listen well', 'talk to plants'],
    nice: ['candle light', 'a long bath', 'fresh coffee', 'a good glass', 'silence', 'a blanket', 'bad jokes', 'an open window', 'rain on the roof', 'an old record', 'warm rolls'],
    nice2: ['Walking nowhere', 'An evening without phones', 'Cooking together', 'Staying up late', 'Somebody who talks back', 'Sleeping in', 'A good story', 'A fire', 'Watching boats'],
    hair: ['blonde', 'brown', 'dark', 'red', 'long', 'short', 'curly', 'grey'],
    work: ['in a shop', 'in care', 'in an office', 'in a flower shop', 'as a hairdresser', 'in a restaurant', 'from home', 'in a bakery'],
    hobby: ['gardening', 'salsa', 'painting', 'cycling', 'beach walks', 'swimming', 'old films', 'board games', 'riding', 'knitting', 'cooking', 'baking', 'yoga', 'tango', 'sailing', 'skating', 'bird watching', 'puzzles', 'photography', 'pottery', 'choir', 'guitar', 'camping', 'star gazing', 'running'],
    spot: ['the market', 'the flea market', 'the beach', 'the sauna', 'the library', 'the pool', 'the stables', 'the cinema', 'the woods', 'the zoo', 'the harbour'],
    music: ['old soul', 'fado', 'jazz', 'piano music', 'bossa nova', 'reggae', 'film music', 'blues', 'disco', 'country'],
    food: ['stew', 'truffle pasta', 'sushi', 'apple pie', 'fish and chips', 'pancakes', 'mussels', 'tapas', 'tiramisu', 'couscous', 'curry'],
    drink: ['mint tea', 'hot chocolate', 'ginger tea', 'tonic', 'rooibos', 'elderflower', 'sparkling water'],
    plants: ['lavender', 'tomatoes', 'geraniums', 'rosemary', 'cacti', 'orchids', 'mint', 'sunflowers'],
    subject: ['the sea', 'stars', 'herbs', 'Italy', 'trams', 'old towns', 'dogs', 'wine', 'ceramics', 'volcanoes', 'history', 'fashion', 'psychology'],
    pet: ['Biscuit', 'Molly', 'Pepper', 'Socks', 'Tiger', 'Noodle', 'Bear'],
    away: ['holiday', 'Portugal', 'Lisbon', 'Scotland', 'Crete', 'the mountains', 'Sicily', 'Iceland', 'Norway'],
    years: ['two years', 'three years', 'five years', 'years', 'over six years', 'ten years'],
    part: ['centre', 'north side', 'south side', 'near the station', 'edge of town', 'by the park', 'in a quiet street', 'by the harbour', 'close to the motorway']
  }
}
