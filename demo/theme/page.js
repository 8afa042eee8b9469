import { byId } from "../assets/site.js";
import { designer } from "./designer.js";

designer(byId("designer", HTMLElement));
