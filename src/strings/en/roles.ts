/** Roles at work that models know, as readers call them; a page adds its own with `registerStrings`. */
export const roles = {
  _: "roles",
  "role.standard": "Standard",
  "role.hr": "Human resources",
  "role.finance": "Finance",
  "role.executive": "Executive",
  "role.admin": "Administrator",
} as const;
