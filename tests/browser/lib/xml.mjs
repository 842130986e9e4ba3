// Reads XML with the browser's own strict parser, so that no parser of XML has to be installed.

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Node
 * @property {string} name local name
 * @property {string} namespace
 * @property {Record<string, string>} attributes
 * @property {string} text all text inside
 * @property {Node[]} children elements only
 */

/**
 * @param {import('playwright-core').Page} tab any open tab
 * @param {string} text
 * @returns {Promise<Node>} the root element; not well-formed text is an error
 */
export async function parseXml(tab, text) {
  const root = await tab.evaluate(source => {
    const plain = element => ({
      name: element.localName,
      namespace: element.namespaceURI,
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      text: element.textContent,
      children: [...element.children].map(plain),
    });
    const document = new DOMParser().parseFromString(source, 'application/xml');
    const error = document.querySelector('parsererror');
    return error ? { error: error.textContent } : plain(document.documentElement);
  }, text);
  if (root.error) throw new Error(`not well-formed: ${root.error}`);
  return root;
}

export const readXml = (tab, file) => parseXml(tab, readFileSync(file, 'utf8'));

/** The children of a node with a name. */
export const childrenOf = (node, name) => node.children.filter(child => child.name === name);

/** The text of the first child with a name. */
export const textOf = (node, name) => childrenOf(node, name)[0]?.text;
