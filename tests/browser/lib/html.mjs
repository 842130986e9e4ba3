// Reads a page as a browser's parser does (minified HTML leaves out tags and quotes that a regular expression would miss).

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';

/** The policy that DESIGN.md asks of every page. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "media-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'";

/** Attributes whose value is the address of something the browser loads or may go to. */
const urlAttributes = ['href', 'src', 'poster', 'data', 'action', 'formaction', 'cite', 'xlink:href'];

/**
 * @typedef {object} Link
 * @property {string} tag
 * @property {string} attribute
 * @property {string} url as written
 * @property {string} rel
 * @property {string} hreflang
 * @property {string} text
 *
 * @typedef {object} Page
 * @property {string} name path relative to the site
 * @property {string} language
 * @property {string} title
 * @property {string[]} headings the text of each h1
 * @property {Set<string>} ids
 * @property {Link[]} links
 * @property {Record<string, string>[]} metas the attributes of each meta element
 * @property {Record<string, string>[]} linkElements the attributes of each link element
 * @property {string[]} data the text of each block of JSON-LD
 * @property {string[]} inline what the Content Security Policy would refuse
 * @property {boolean} isStub a former address, which only sends on to the new one
 */

const attributesOf = node => Object.fromEntries(
  (node.attrs ?? []).map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
);

function* elements(node) {
  if (node.tagName) yield node;
  // A template's content is inert in the page, but a script may clone it, so its links count.
  for (const child of node.content?.childNodes ?? node.childNodes ?? []) yield* elements(child);
}

/** The text below a node. */
function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

const words = text => text.replace(/\s+/g, ' ').trim();

/**
 * @param {string} name
 * @param {string} html
 * @returns {Page}
 */
export function parsePage(name, html) {
  // As for a browser with scripts off, so that what stands in <noscript> is seen.
  const document = parse(html, { scriptingEnabled: false });
  const page = {
    name, language: '', title: '', headings: [], ids: new Set(), links: [], metas: [], linkElements: [],
    data: [], inline: [], isStub: false,
  };
  for (const element of elements(document)) addElement(page, element);
  page.isStub = page.metas.some(isRefresh);
  return page;
}

const isRefresh = meta => meta['http-equiv']?.toLowerCase() === 'refresh';

function addElement(page, element) {
  const tag = element.tagName;
  const attributes = attributesOf(element);
  if (attributes.id !== undefined) page.ids.add(attributes.id);
  if (tag === 'html') page.language = attributes.lang ?? '';
  if (tag === 'title' && element.namespaceURI.endsWith('xhtml')) page.title ||= words(textOf(element));
  if (tag === 'h1') page.headings.push(words(textOf(element)));
  if (tag === 'meta') page.metas.push(attributes);
  if (tag === 'link') page.linkElements.push(attributes);
  if (tag === 'script' && attributes.type === 'application/ld+json') page.data.push(textOf(element));
  addInline(page, element, attributes);
  addLinks(page, element, attributes);
}

function addInline(page, element, attributes) {
  const { tagName: tag } = element;
  if (tag === 'style') page.inline.push('<style>');
  // The policy is about scripts that run; JSON is data.
  if (tag === 'script' && !('src' in attributes) && !['application/ld+json', 'application/json'].includes(attributes.type)) page.inline.push('<script> without src');
  for (const name of Object.keys(attributes)) {
    if (name === 'style' || name.startsWith('on')) page.inline.push(`${name}= on <${tag}>`);
  }
}

function addLinks(page, element, attributes) {
  const { tagName: tag } = element;
  const add = (attribute, url) =>
    page.links.push({ tag, attribute, url, rel: attributes.rel ?? '', hreflang: attributes.hreflang ?? '', text: words(textOf(element)) });
  for (const name of urlAttributes) if (name in attributes) add(name, attributes[name]);
  for (const name of ['srcset', 'imagesrcset']) {
    for (const candidate of (attributes[name] ?? '').split(/,\s+/).filter(Boolean)) add(name, candidate.trim().split(/\s+/)[0]);
  }
  if (tag === 'meta' && isRefresh(attributes)) {
    add('content', attributes.content?.match(/url\s*=\s*['"]?([^'"]*)/i)?.[1] ?? '');
  }
}

/**
 * @param {string} folder
 * @param {string[]} names
 * @returns {Page[]}
 */
export function readPages(folder, names) {
  return names.map(name => parsePage(name, readFileSync(path.join(folder, name), 'utf8')));
}

/** The design's policy; a stub, which needs less, may leave out some of what it allows. */
function isThePolicy(policy, page) {
  if (!page.isStub) return policy === contentSecurityPolicy;
  const allowed = contentSecurityPolicy.split('; ');
  const directives = policy.split('; ');
  return directives.includes("default-src 'none'") && directives.every(directive => allowed.includes(directive));
}

/** What a single page must have and must not have, said in words. */
export function pageProblems(page) {
  const problems = [];
  const say = text => problems.push(`${page.name}: ${text}`);
  if (!page.title) say('no title');
  if (!page.language) say('no language on <html>');
  if (page.headings.length !== 1 && !page.isStub) say(`${page.headings.length} h1 elements`);
  if (page.headings.some(text => !text)) say('an empty h1');
  const policies = page.metas
    .filter(meta => meta['http-equiv']?.toLowerCase() === 'content-security-policy')
    .map(meta => meta.content);
  if (policies.length !== 1 || !isThePolicy(policies[0], page)) say(`Content Security Policy is ${JSON.stringify(policies)}`);
  for (const what of new Set(page.inline)) say(`the Content Security Policy refuses ${what}`);
  return problems;
}
