/**
 * A token for the demo's tenant, for what the page is set to show. A page of one's own asks its own server for it.
 * @param {string} [audience]
 */
export async function demoToken(audience = "internal") {
  const answer = await fetch("/demo/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ audience }),
  });
  if (!answer.ok) throw new Error(`no token (${answer.status})`);
  return /** @type {{ token: string }} */ (await answer.json()).token;
}

export const NO_API = "There is no API behind this page: start it with npm start. The supplied data is shown.";
