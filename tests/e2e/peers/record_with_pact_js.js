// Records a contract with pact-js, as a consumer team that does not use Tally would.
// usage: node record_with_pact_js.js FOLDER   (NODE_PATH names the folder of its packages)
const http = require('node:http');
const { PactV4, MatchersV3 } = require('@pact-foundation/pact');

const { integer, decimal, like, eachLike, regex, boolean } = MatchersV3;
const folder = process.argv[2];

function get(url) {
  return new Promise((resolve, reject) => {
    http.get(url, { headers: { Accept: 'application/json' } }, (response) => {
      let body = '';
      response.on('data', (chunk) => { body += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(body) }));
    }).on('error', reject);
  });
}

async function main() {
  const pact = new PactV4({ consumer: 'mobile-shop', provider: 'catalogue', dir: folder, logLevel: 'error' });
  await pact
    .addInteraction()
    .given('product 10 exists')
    .uponReceiving('a request for product 10')
    .withRequest('GET', '/products/10', (builder) => builder.headers({ Accept: 'application/json' }))
    .willRespondWith(200, (builder) => builder
      .headers({ 'Content-Type': regex('application/json.*', 'application/json') })
      .jsonBody({ id: integer(10), name: like('Lamp'), price: decimal(19.99) }))
    .executeTest(async (server) => {
      const answer = await get(`${server.url}/products/10`);
      if (answer.status !== 200 || answer.body.id !== 10) throw new Error('unexpected answer');
    });
}

main().catch((error) => { console.error(error); process.exit(1); });
