// Reads the events' document, as it is written and as it is served, with AsyncAPI's own parser, and fails at any error or warning.
import { fileURLToPath } from 'node:url';
import { fromFile, Parser } from '@asyncapi/parser';

const documents = ['asyncapi/events.yaml', 'target/merged/events.yaml'];
const severities = ['error', 'warning', 'information', 'hint'];

for (const document of documents) {
  const file = fileURLToPath(new URL(`../${document}`, import.meta.url));
  const { diagnostics } = await fromFile(new Parser(), file).parse();
  for (const { severity, path, message } of diagnostics) {
    console.error(`${severities[severity]} at ${path.join('/')}: ${message}`);
  }
  // That there is a newer version of AsyncAPI is information, and no defect.
  const defects = diagnostics.filter(({ severity }) => severity < severities.indexOf('information'));
  console.log(`${document}: ${defects.length === 0 ? 'valid' : `${defects.length} to mend`}`);
  if (defects.length > 0) {
    process.exitCode = 1;
  }
}
