// The theme's style sheet read as declarations, for tests of what it may say. No browser is asked: a browser
// forgets which values came from a token.

/**
 * Every declaration with the rules that it stands in, outermost first.
 * @param {string} text
 * @returns {{ within: string[], property: string, value: string, line: number }[]}
 */
export function declarations(text) {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ' '));
  const found = [];
  const within = [];
  let piece = '';
  let line = 1;
  let quote = '';
  for (const character of plain) {
    if (character === '\n') line += 1;
    if (quote) {
      if (character === quote) quote = '';
      piece += character;
    } else if (character === '"') {
      quote = character;
      piece += character;
    } else if (character === '{') {
      within.push(piece.trim().replace(/\s+/g, ' '));
      piece = '';
    } else if (character === '}' || character === ';') {
      const [, property, value] = /^\s*([-a-z0-9]+)\s*:\s*([\s\S]*?)\s*$/.exec(piece) ?? [];
      if (property) found.push({ within: [...within], property, value, line });
      piece = '';
      if (character === '}') within.pop();
    } else {
      piece += character;
    }
  }
  return found;
}

const isToken = ({ within, property }) => within.at(-1)?.endsWith(':root') && property.startsWith('--');

/** Colours by name or number; what the system or the tokens give is not among them. */
const colour = /#[0-9a-f]{3,8}\b|\b(rgb|rgba|hsl|hsla|oklch|lab|lch)\(|\b(black|white|red|green|blue|gr[ae]y|yellow|orange|purple)\b/i;
const type = /^(font|font-size)$/;
const distance = /^(margin|padding|gap|row-gap|column-gap|inset|scroll-(margin|padding))(-(block|inline)(-(start|end))?)?$/;
const round = /^border(-[a-z]+)*-radius$/;
const physical = /^(margin|padding|border)-(left|right|top|bottom)|^(left|right|top|bottom)$|^(min-|max-)?(width|height)$/;

/** What a length may be besides a token: nothing, a hairline, or a share of the type or of what surrounds it. */
const free = /^-?(0|auto|inherit|none|1px|2px|3px|[\d.]+(em|%|vh|vw|dvh|cqi|ch))$/;

const pieces = value => value.replace(/var\([^()]*\)/g, '0').replace(/\b(calc|clamp|min|max)\(|[(),/*+]|\s-\s/g, ' ').trim().split(/\s+/);

/**
 * What the style sheet says past its tokens, a line each.
 * @param {string} text
 * @returns {string[]}
 */
export function strayValues(text) {
  return declarations(text).filter(one => !isToken(one) && one.within.at(-1) !== '@page').flatMap(({ property, value, line }) => {
    const faults = [];
    const lengths = pieces(value).filter(piece => !free.test(piece) && !/^-?[\d.]+$/.test(piece));
    if (colour.test(value) && !/^(Highlight|Mark|Canvas|Button|Link|Field)/.test(value)) faults.push('a colour that is no token');
    if (type.test(property) && /[\d.]+(rem|px|pt)/.test(value.replace(/var\([^()]*\)/g, ''))) faults.push('a size of type that is no token');
    if ((distance.test(property) || round.test(property)) && lengths.length) faults.push(`${lengths.join(' ')} is no token`);
    if (physical.test(property)) faults.push('a physical side or size, which right-to-left does not turn');
    if (/^(float|clear|text-align)$/.test(property) && /\b(left|right)\b/.test(value)) faults.push('a physical side, which right-to-left does not turn');
    return faults.map(fault => `lykta.css:${line}: ${property}: ${value}: ${fault}`);
  });
}
