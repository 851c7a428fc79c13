'use strict';

(() => {
  const tabs = [...document.querySelectorAll('header nav a')];
  const view = document.body.dataset;
  let ui;

  // The portal's own address decides what is shown: /docs/<service>, /docs/events; /docs is the first contract.
  const tabOf = (path) => tabs.find((tab) => tab.getAttribute('href') === path) ?? tabs[0];

  const fileOf = (service) => `/contracts/${service}.yaml`;

  // A contract says who may call an operation as roles beside an OpenID Connect issuer, which Swagger UI does not show.
  const withRoles = (operation) => {
    const roles = (operation.security ?? []).flatMap((alternative) => Object.values(alternative).flat());
    const who = roles.length > 0 ? roles.map((role) => `\`${role}\``).join(', ') : 'everybody, without a token';
    return { ...operation, description: `${operation.description ?? ''}\n\n**Who may call it:** ${who}` };
  };

  const mapValues = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

  // Swagger UI fills examples in. Of what may be left out that would ask for the second page of somebody else's list, or
  // repeat an Idempotency-Key that another request has had: the example is told instead.
  const withoutExample = (contract, parameter) => {
    if (parameter.$ref || parameter.required) {
      return parameter;
    }
    const name = parameter.schema?.$ref?.replace('#/components/schemas/', '');
    const { example: ofSchema, ...schema } = (name ? contract.components.schemas[name] : parameter.schema) ?? {};
    const { example = ofSchema, ...rest } = parameter;
    const told = example === undefined ? '' : `\n\nExample: \`${example}\``;
    return { ...rest, schema, description: `${rest.description ?? ''}${told}` };
  };

  const methods = new Set(['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace']);

  const adaptPart = (contract) => (part, key) => {
    if (key === 'parameters') {
      return part.map((parameter) => withoutExample(contract, parameter));
    }
    return methods.has(key) ? mapValues(withRoles(part), adaptPart(contract)) : part;
  };

  // What is tried out goes to the gateway that has served this page, wherever that is, and a token is pasted: logging in
  // is the business of an application that the issuer knows. The file that is offered to keep is left as it is.
  const throughThisGateway = (contract) => ({
    ...contract,
    servers: [{ url: location.origin, description: 'This gateway' }],
    paths: mapValues(contract.paths ?? {}, (path) => mapValues(path, adaptPart(contract))),
    components: {
      ...contract.components,
      parameters: mapValues(contract.components?.parameters ?? {}, (parameter) => withoutExample(contract, parameter)),
      securitySchemes: mapValues(contract.components?.securitySchemes ?? {}, (scheme) => ({
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: `${scheme.description ?? ''}\n\n\`./run token agent\` prints one, where \`./run\` has started Motorpool.`,
      })),
    },
  });

  const adapt = () => ({
    statePlugins: {
      spec: { wrapActions: { updateJsonSpec: (update) => (contract) => update(throughThisGateway(contract)) } },
    },
  });

  const showContract = (service) => {
    document.querySelector('#contract .file').href = fileOf(service);
    if (ui) {
      // The same Swagger UI: the token that was entered stays.
      ui.specActions.updateUrl(fileOf(service));
      ui.specActions.download(fileOf(service));
      return;
    }
    ui = SwaggerUIBundle({
      url: fileOf(service),
      dom_id: '#swagger-ui',
      plugins: [adapt],
      deepLinking: true,
      displayRequestDuration: true,
      persistAuthorization: false,
      // Nothing is asked of anybody else, whichever host this is.
      validatorUrl: 'none',
    });
  };

  let shown;
  const show = () => {
    const tab = tabOf(location.pathname);
    if (tab === shown) {
      return;
    }
    shown = tab;
    tabs.forEach((it) => it.toggleAttribute('aria-current', it === tab));
    const service = tab.dataset.contract;
    view.view = service ? 'contract' : 'events';
    if (service) {
      showContract(service);
    }
  };

  tabs.forEach((tab) =>
    tab.addEventListener('click', (event) => {
      // Whoever wants a tab of the browser gets one.
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
        return;
      }
      event.preventDefault();
      // At /docs the first contract is shown already, and its tab still leads to its own address.
      const address = tab.getAttribute('href');
      if (address !== location.pathname) {
        history.pushState(null, '', address);
        show();
        scrollTo(0, 0);
      }
    }),
  );
  addEventListener('popstate', show);
  show();
})();
