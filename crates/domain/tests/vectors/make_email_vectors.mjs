// Makes email.json beside this file: what validator.js and the written rules of the PDS standard say of
// some 300 addresses. Run it in a folder where `npm install validator@13.15.35` was run:
//   node <this file>
// The same version always makes the same file.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const require = createRequire(process.cwd() + '/');
const isEmail = require('validator').isEmail;
const { version } = JSON.parse(readFileSync(require.resolve('validator/package.json'), 'utf8'));

// "Email address validation", the three points under the name of the library, as one pattern.
const WRITTEN = /^(?=[^@]{1,64}@)[A-Za-z0-9'_%+\-!/]+(\.[A-Za-z0-9'_%+\-!/]+)*@([A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}$/;

const a = (n) => 'a'.repeat(n);
const domainOf = (n) => Array(Math.floor(n / 50)).fill('b'.repeat(49)).join('.') + '.' + 'c'.repeat(n % 50);

const byHand = [
  '', '@', '@@', 'name', 'name@', '@example.com', 'name@example', 'name@.com', 'name@com.', 'name@.',
  'name@example.com', 'NAME@EXAMPLE.COM', 'first.last@sub.example.co.uk', "o'neill@example.ie",
  'a@b.cd', 'a@b.c', 'a@1.de', '1@2.de', 'a@b-c.de', 'a@b--c.de', 'a@-b.de', 'a@b-.de', 'a@b.-de', 'a@b.de-',
  '.a@b.de', 'a.@b.de', 'a..b@c.de', 'a.b.c.d@e.fg', 'a@b..de', 'a@.b.de', 'a@b.de.', 'a@b.de..',
  'a@b@c.de', '"a@b"@c.de', '"a b"@c.de', '"a"b@c.de', 'a"b"@c.de', '"@c.de', '""@c.de', '"""@c.de', '"a@c.de',
  'a"@c.de', '"a\\"b"@c.de', '"a\\\\b"@c.de', '"a\\b"@c.de', '"a\\"@c.de', '"\\\n"@c.de', '"\\\r"@c.de', '"\n"@c.de',
  '"\r\n"@c.de', '"\t"@c.de', '"\0"@c.de', '"\x01"@c.de', '"\x7f"@c.de', '"\x80"@c.de', '"\x9f"@c.de', '"\u00a0"@c.de',
  '"é"@c.de', '"例"@c.de', '"😀"@c.de', '"\\😀"@c.de', '"\\é"@c.de', '"\u2028"@c.de', '"<>()[]:;,."@c.de', '"a".b@c.de',
  ...[..."!#$%&'*+-/=?^_`{|}~"].map((c) => `a${c}b@c.de`),
  ...[...'"(),:;<>[\\] \t\n\0\x7f'].map((c) => `a${c}b@c.de`),
  ...[..."!#$%&'*+/=?^_`{|}~ ,:;()<>[]\\\"\t\n"].map((c) => `a@b${c}c.de`),
  ...[..."!#$%&_-1 \t\n"].map((c) => `a@b.d${c}e`),
  ' a@b.de', 'a@b.de ', '\ta@b.de', 'a@b.de\n', 'a @b.de', 'a@ b.de', '\u00a0a@b.de', 'a@b.de\u3000', '\ufeffa@b.de', 'a@b.de\ufeff',
  'Jane <jane@example.com>', '<jane@example.com>', 'jane@example.com, joe@example.com', 'mailto:jane@example.com',
  'jöhn@example.com', 'john@exämple.com', 'john@example.cöm', 'john@例え.jp', 'john@例え.テスト', '用户@例子.广告', 'квіточка@пошта.укр',
  '😀@example.com', 'john@😀.com', 'john@example.😀', 'john@example.😀😀', 'a\u0301@b.de', 'a@b\u0301.de', 'a@b.d\u0301e',
  ...['\x80', '\x9f', '\u00a0', '\u00a1', '\u00a8', '\u00a9', '\u00aa', '\u00ad', '\u1680', '\u200b', '\u2003', '\u2028',
    '\u202e', '\u3000', '\ud7ff', '\ue000', '\uf8ff', '\uf900', '\ufdcf', '\ufdd0', '\ufdef', '\ufdf0', '\ufeff', '\uff01', '\uff21',
    '\uff5e', '\uff5f', '\uffef', '\ufff0', '\uffff', '\u017f', '\u212a', '\u{10000}', '\u{10ffff}']
    .flatMap((c) => [`a${c}b@c.de`, `a@b${c}c.de`, `a@b.d${c}e`]),
  'a@b.xn--p1ai', 'a@b.xn--', 'a@b.xn--a', 'a@b.xna1', 'a@b.xn1', 'a@b.xn-1', 'a@b.XN--P1AI', 'a@b.xn--é', 'a@b.xm--p1ai', 'a@xn--e1afmkfd.xn--p1ai',
  'a@b.com1', 'a@b.1com', 'a@b.12', 'a@127.0.0.1', 'a@[127.0.0.1]', 'a@[::1]', 'a@localhost', 'a@*.example.com', 'a@b.c.d.e.f.gh',
  `${a(64)}@b.de`, `${a(65)}@b.de`, `${a(62)}é@b.de`, `${a(63)}é@b.de`, `"${a(62)}"@b.de`, `"${a(63)}"@b.de`, `${a(31)}.${a(32)}@b.de`, `${a(32)}.${a(32)}@b.de`,
  `a@${a(63)}.de`, `a@${a(64)}.de`, `a@${'é'.repeat(63)}.de`, `a@${'é'.repeat(64)}.de`, `a@${'😀'.repeat(31)}a.de`, `a@${'😀'.repeat(32)}.de`, `a@b.${a(63)}`, `a@b.${a(64)}`,
  `${a(10)}@${domainOf(243)}`, `${a(11)}@${domainOf(243)}`, `${a(12)}@${domainOf(243)}`, `a@${domainOf(252)}`, `a@${domainOf(253)}`,
  `a@${Array(4).fill('é'.repeat(32)).join('.')}.de`, `a@${Array(4).fill('é'.repeat(31)).join('.')}.de`, `é@${domainOf(252)}`, `é@${domainOf(253)}`,
];

// Random one- to three-step changes of good addresses, from a generator with a fixed start.
let state = 20250101;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const good = ['name@example.com', "o'brien_x%y@mail.example.org.uk", 'a+b-c!d/e@x1.y2.net', '"q q"@example.info', 'ünï@exämple.org', 'a@b.xn--p1ai'];
const signs = [...'.@-_"\\ aZ09\'%+!/#&{é©ａ例😀\u3000\u00a0<>,'];
const mutate = (email) => {
  const letters = [...email];
  for (let steps = 1 + below(3); steps > 0; steps -= 1) {
    const at = below(letters.length + 1);
    const sign = signs[below(signs.length)];
    [() => letters.splice(at, 0, sign), () => letters.splice(at, 1), () => letters.splice(at, 1, sign)][below(3)]();
  }
  return letters.join('');
};
const byMutation = Array.from({ length: 120 }, (_, i) => mutate(good[i % good.length]));

// In ASCII, so that no invisible sign hides in the file.
const ascii = (text) => text.replace(/[^ -~]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));
const lines = [...new Set([...byHand, ...byMutation])].map((email) =>
  ascii(JSON.stringify({ email, is_email: isEmail(email), standard: WRITTEN.test(email) })));
const head = `{"made_by": "make_email_vectors.mjs", "validator": ${JSON.stringify(version)}, "vectors": [\n`;
writeFileSync(new URL('email.json', import.meta.url), `${head}${lines.join(',\n')}\n]}\n`);
console.log(`${lines.length} addresses`);
