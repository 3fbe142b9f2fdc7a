/** What a hostile site answers, byte for byte, by path: the table behind the tests of fetching. */
import type { Socket } from 'node:net'

export const page = (body: string, extra = ''): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${extra}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
export const redirect = (to: string, status = 302): string =>
  `HTTP/1.1 ${status} Found\r\nLocation: ${to}\r\nContent-Length: 0\r\n\r\n`

/** Writes again and again until the client has gone. */
function endless(socket: Socket, bytes: string, everyMs = 0): void {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer)
    else if (socket.writableLength < 1_000_000) socket.write(bytes)
  }, everyMs)
  socket.on('close', () => clearInterval(timer))
}

export const answers: Readonly<Record<string, (socket: Socket) => void>> = {
  '/ok': (s) =>
    s.write(
      'HTTP/1.1 200 Fine\r\nX-One: 1\r\ncOnTent-TYPE: text/html\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Raw: \u00e9\r\nDate: Tue, 01 Jan 2099 00:00:00 GMT\r\nContent-Length: 5\r\n\r\nhello'.replace(
        '\u00e9',
        'e'
      )
    ),
  '/early': (s) => s.write(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${page('after')}`),
  '/chunked': (s) =>
    s.write(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n'
    ),
  '/until-close': (s) => s.end('HTTP/1.0 200 OK\r\n\r\nall of it'),
  '/no-content': (s) => s.write('HTTP/1.1 204 No Content\r\n\r\n'),
  '/not-modified': (s) => s.write('HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'),
  '/loop': (s) => s.write(redirect('/loop')),
  '/loop-a': (s) => s.write(redirect('/loop-b')),
  '/loop-b': (s) => s.write(redirect('/loop-a')),
  '/private': (s) => s.write(redirect('http://10.0.0.1/')),
  '/file': (s) => s.write(redirect('file:///etc/passwd')),
  '/huge-location': (s) => s.write(redirect(`/${'x'.repeat(1_000_000)}`)),
  '/long-location': (s) => s.write(redirect(`/${'x'.repeat(30_000)}`)),
  '/drip-body': (s) => {
    s.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n')
    endless(s, 'x', 60)
  },
  '/drip-headers': (s) => {
    s.write('HTTP/1.1 200 OK\r\n')
    endless(s, 'X: y\r\n', 60)
  },
  '/silent': () => undefined,
  '/endless': (s) => {
    s.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
    endless(s, `8000\r\n${'\0'.repeat(0x8000)}\r\n`)
  },
  '/endless-raw': (s) => {
    s.write('HTTP/1.1 200 OK\r\n\r\n')
    endless(s, '\0'.repeat(0x8000))
  },
  '/short': (s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this'),
  '/short-chunk': (s) => s.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this'),
  '/no-last-chunk': (s) => s.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nonly this\r\n'),
  '/reset': (s) =>
    s.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this', () => setTimeout(() => s.resetAndDestroy(), 50)),
  '/reset-until-close': (s) =>
    s.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nonly this', () => setTimeout(() => s.resetAndDestroy(), 50)),
  '/reset-at-once': (s) => s.resetAndDestroy(),
  '/close-at-once': (s) => s.end(),
  '/both-lengths': (s) =>
    s.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'),
  '/two-lengths': (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello'),
  '/bad-length': (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello'),
  '/bad-chunk': (s) => s.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n'),
  '/huge-chunk': (s) => s.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello'),
  '/nul-header': (s) => s.write('HTTP/1.1 200 OK\r\nX-Nul: a\0b\r\nContent-Length: 0\r\n\r\n'),
  '/huge-header': (s) => s.write(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(1_000_000)}\r\nContent-Length: 0\r\n\r\n`),
  '/many-headers': (s) => s.write(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(10_000)}Content-Length: 0\r\n\r\n`),
  '/slip-lf': (s) => s.end('HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: 4\n\nslip'),
  '/slip-no-reason': (s) => s.end('HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nslip'),
  '/slip-colon': (s) => s.end('HTTP/1.1 200 OK\r\nContent-Type : text/html\r\nContent-Length: 4\r\n\r\nslip'),
  '/slip-control': (s) => s.end('HTTP/1.1 200 OK\r\nX-Naam: Zo\u0001\r\nContent-Length: 4\r\n\r\nslip'),
  '/slip-name': (s) => s.end('HTTP/1.1 200 OK\r\nX Naam: ja\r\nContent-Length: 4\r\n\r\nslip'),
  '/slip-lengths': (s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nslip'),
  '/slip-chunk': (s) => s.end('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4 \r\nslip\r\n0\r\n\r\n'),
  '/slip-short': (s) => s.end('HTTP/1.1 200 OK\nContent-Length: 40\n\nslip'),
  '/not-http': (s) => s.end('SSH-2.0-OpenSSH_9.2\r\n'),
  '/http2': (s) => s.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])),
  '/upgrade': (s) => s.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
  '/continue': (s) => s.write('HTTP/1.1 100 Continue\r\n\r\n'),
  '/interim-forever': (s) => endless(s, 'HTTP/1.1 102 Processing\r\n\r\n'),
  '/overlong': (s) =>
    s.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison'),
  '/busy': (s) => s.write('HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 4\r\n\r\nbusy')
}
