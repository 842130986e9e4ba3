// A table of counts for people to read in the test's output.

/**
 * @param {string} corner the heading of the first column
 * @param {string[]} columns
 */
export function table(corner, columns) {
  const rows = new Map();
  return {
    set(row, column, count) {
      rows.set(row, { ...rows.get(row), [column]: count });
    },
    total: () => [...rows.values()].flatMap(row => Object.values(row)).reduce((sum, count) => sum + count, 0),
    text() {
      const lines = [[corner, ...columns], ...[...rows].map(([row, counts]) => [row, ...columns.map(column => String(counts[column] ?? '–'))])];
      const widths = lines[0].map((_, at) => Math.max(...lines.map(line => line[at].length)));
      return lines.map(line => line.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join('  ')).join('\n');
    },
  };
}
