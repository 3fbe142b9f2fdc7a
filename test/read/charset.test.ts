/** Tests of charset: which character set, and how sure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import iconv from 'iconv-lite'
import { decodeBody } from '../../src/read/bytes/charset.ts'
import { declaredEncoding } from '../../src/read/bytes/charset-prescan.ts'

const dutch = 'Privé ontvangst bij café ’t Hoekje, één uur € 70, reünie en geïnteresseerd'
const polish = 'Cześć, jestem nowa w mieście i szukam pracy, zadzwoń później, żółta łąka'
const bulgarian = 'Аз съм нова в града и търся работа, обади се след шест часа'
const hungarian = 'Szia, új lány vagyok a városban, hívj bármikor, őszintén, hűvös idő, nő'

const cases: readonly (readonly [string, Uint8Array, string | undefined, string, boolean, string])[] = [
  ['A21 no declaration, utf-8', Buffer.from(dutch), undefined, 'utf-8', true, dutch],
  ['A21 no declaration, windows-1252', iconv.encode(dutch, 'win1252'), undefined, 'windows-1252', false, dutch],
  [
    'A21 no declaration, windows-1250 Polish',
    iconv.encode(polish, 'win1250'),
    undefined,
    'windows-1250',
    false,
    polish
  ],
  [
    'A21 no declaration, windows-1250 Hungarian',
    iconv.encode(hungarian, 'win1250'),
    undefined,
    'windows-1250',
    false,
    hungarian
  ],
  ['A21 no declaration, windows-1251', iconv.encode(bulgarian, 'win1251'), undefined, 'windows-1251', false, bulgarian],
  ['A21 UTF-16LE without BOM', iconv.encode(dutch, 'utf16le'), undefined, 'utf-16le', false, dutch],
  ['A21 UTF-16BE without BOM', iconv.encode(dutch, 'utf16be', { addBOM: false }), undefined, 'utf-16be', false, dutch],
  ['A21 BOM before header', Buffer.from(`\ufeff${dutch}`), 'text/html; charset=iso-8859-1', 'utf-8', true, dutch],
  [
    'A21 header latin1 means windows-1252',
    iconv.encode(dutch, 'win1252'),
    'text/html; charset=latin1',
    'windows-1252',
    true,
    dutch
  ],
  [
    'A21 wrong header utf-8 over windows-1252',
    iconv.encode(dutch, 'win1252'),
    'text/html;charset=UTF-8',
    'windows-1252',
    false,
    dutch
  ],
  [
    'A21 wrong header windows-1252 over utf-8',
    Buffer.from(dutch),
    'text/html; charset="windows-1252"',
    'utf-8',
    false,
    dutch
  ],
  ['A21 unknown label is as none', Buffer.from(dutch), 'text/html; charset=klingon', 'utf-8', true, dutch],
  [
    'A21 overlong utf-8',
    Uint8Array.of(0x61, 0xc0, 0xaf, 0x62),
    'text/html; charset=utf-8',
    'utf-8',
    false,
    'a\ufffd\ufffdb'
  ],
  [
    'A21 lone surrogate',
    Uint8Array.of(0x61, 0xed, 0xa0, 0x80, 0x62),
    undefined,
    'utf-8',
    false,
    'a\ufffd\ufffd\ufffdb'
  ],
  [
    'A21 replacement encodings give no text',
    Buffer.from('abc\x0e\xff', 'latin1'),
    'text/html; charset=hz-gb-2312',
    'replacement',
    false,
    '\ufffd'
  ]
]

for (const [title, bytes, contentType, name, certain, text] of cases) {
  test(`${title} is read`, () => {
    const decoded = decodeBody(bytes, contentType)
    assert.deepEqual([decoded.name, decoded.certain, decoded.text], [name, certain, text])
  })
}

const declarations: readonly (readonly [string, string | null])[] = [
  ['<meta charset=iso-8859-2>', 'iso-8859-2'],
  ['<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">', 'windows-1251'],
  ['<meta content="text/html; charset=windows-1251">', null],
  ['<!-- <meta charset=koi8-r> --><meta charset="utf-16">', 'utf-8'],
  ['<title a="<meta charset=koi8-r>">x</title><meta charset=gbk>', 'gbk'],
  ['<?xml version="1.0" encoding="ISO-8859-1"?>', 'windows-1252'],
  ['<p>charset=koi8-r', null],
  ['<meta charset=x-user-defined>', 'windows-1252'],
  ['<!-- never closed <meta charset=gbk>', null]
]
for (const [html, name] of declarations) {
  test(`the prescan of ${html} finds ${name}`, () => assert.equal(declaredEncoding(Buffer.from(html)), name))
}

test('A21 any bytes give a text, and the same one twice', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.option(fc.constantFrom('utf-8', 'windows-1252', 'utf-16', 'gbk', 'x')),
      (bytes, label) => {
        const type = label === null ? undefined : `text/html; charset=${label}`
        assert.deepEqual(decodeBody(bytes, type), decodeBody(bytes, type))
      }
    )
  )
})

test('text that was encoded as declared comes back whole', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const clean = text.toWellFormed().replace(/[\ufffd\ufeff\0]/g, '')
      assert.equal(decodeBody(Buffer.from(`x${clean}`), 'text/html; charset=utf-8').text, `x${clean}`)
    })
  )
})

const rooms: readonly (readonly [encoding: string, name: string, text: string])[] = [
  ['win1251', 'windows-1251', 'Сдам комнату у реки, тихий район, недорого. Звоните в любое время, без посредников.'],
  ['koi8-r', 'koi8-u', 'Сдам комнату у реки, тихий район, недорого. Звоните в любое время, без посредников.'],
  ['koi8-u', 'koi8-u', 'Здам кімнату біля річки, тихий район, недорого. Телефонуйте будь-коли, їжак є поруч.'],
  ['iso-8859-5', 'iso-8859-5', 'Сдам комнату у реки, тихий район, недорого. Звоните в любое время.'],
  ['win1253', 'windows-1253', 'Ενοικιάζεται δωμάτιο κοντά στο ποτάμι, ήσυχη περιοχή, τηλεφωνήστε όποτε θέλετε.'],
  [
    'win1254',
    'windows-1254',
    'Nehir kenarında kiralık oda, sessiz mahalle, uygun fiyat. İstediğiniz zaman arayınız, şimdi güzel.'
  ],
  ['shift_jis', 'shift_jis', '川の近くの部屋を貸します。静かな地域で、いつでも電話してください。'],
  ['euc-jp', 'euc-jp', '川の近くの部屋を貸します。静かな地域で、いつでも電話してください。'],
  ['gbk', 'gb18030', '河边有房间出租，环境安静，价格便宜，随时可以打电话联系我们。'],
  ['big5', 'big5', '河邊有房間出租，環境安靜，價格便宜，隨時可以打電話聯繫我們。'],
  ['euc-kr', 'euc-kr', '강가에 방을 빌려 드립니다. 조용한 동네이고 언제든지 전화 주세요.'],
  [
    'win1250',
    'windows-1250',
    'Pronajmu pokoj u řeky, tichá čtvrť, levně. Volejte kdykoli, bez zprostředkovatelů, příjemné bydlení.'
  ],
  [
    'win1250',
    'windows-1250',
    'Wynajmę pokój nad rzeką, cicha okolica, tanio. Dzwoń o każdej porze, świetne miejsce, żółty dom.'
  ],
  ['win1252', 'windows-1252', 'Zimmer am Fluss zu vermieten, ruhige Gegend, günstig. Für Frühaufsteher schön.'],
  ['win1252', 'windows-1252', 'Alquilo habitación cerca del río, barrio tranquilo. Teléfono según España.']
]
for (const [encoding, name, text] of rooms) {
  test(`R18 a page in ${encoding} that declares nothing is read as ${name}: ${text.slice(0, 24)}`, () => {
    const page = (inner: string): string =>
      `<html><head><title>x</title></head><body class="container"><div class="row"><p>${inner}</p></div></body></html>`
    const decoded = decodeBody(iconv.encode(page(text), encoding), undefined)
    assert.equal(decoded.text, page(text))
    assert.deepEqual([decoded.name, decoded.certain], [name, false])
  })
}

test('R18 a declaration whose http-equiv lost its dash is followed', () => {
  for (const meta of [
    '<meta httpequiv="ContentType" content="text/html; charset=gbk" />',
    '<meta http_equiv="content_type" content="text/html; charset=gbk">'
  ])
    assert.equal(declaredEncoding(new TextEncoder().encode(meta)), 'gbk')
})
