/** What real pages carry besides words: icons, settings and small scripts; weight for the parser, nothing to read. */

const iconNames = [
  'huis',
  'hart',
  'ster',
  'kaart',
  'telefoon',
  'brief',
  'slot',
  'zoek',
  'filter',
  'camera',
  'klok',
  'vlag',
  'wiel',
  'pijl'
]

/** An icon sheet, a block of settings and two small scripts for the end of `head`; about `weight` times 1.5 kB, the same on each page. */
export function furniture(prefix: string, weight: number): string {
  const icons = iconNames.map(
    (icon, nth) => `<symbol id="${prefix}-${icon}" viewBox="0 0 24 24"><path d="${path(nth, 4 + weight)}"/></symbol>`
  )
  const settings = Object.fromEntries(
    Array.from({ length: weight * 8 }, (_, nth) => [
      `${prefix}.optie.${nth}`,
      { aan: nth % 3 === 0, volgorde: (nth * 37) % 101, sleutel: (nth * 7919 + 104729).toString(36) }
    ])
  )
  return `<script type="application/json" id="${prefix}-instellingen">${JSON.stringify(settings)}</script>
<script>(function(d){var q=[];function meet(n,v){q.push([n,v,Date.now()])}d.addEventListener('click',function(e){var a=e.target.closest&&e.target.closest('a');if(a){meet('klik',a.pathname)}});d.addEventListener('DOMContentLoaded',function(){meet('klaar',1);var b=d.querySelector('.${prefix}-menu');if(b){b.dataset.open='nee'}});window.${prefix}Meet=meet})(document)</script>
<template id="${prefix}-iconen"><svg xmlns="http://www.w3.org/2000/svg">${icons.join('')}</svg></template>`
}

function path(seed: number, points: number): string {
  return Array.from(
    { length: points },
    (_, nth) => `${nth === 0 ? 'M' : 'L'}${(seed * 13 + nth * 7) % 24} ${(seed * 5 + nth * 11) % 24}`
  ).join('')
}
