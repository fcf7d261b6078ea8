// Draws the API document that this server describes itself with. Kept out of index.html so that the
// page needs no inline script; validatorUrl is null so that nothing is asked of another host.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
});
