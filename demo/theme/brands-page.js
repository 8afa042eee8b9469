import { byId } from "../assets/site.js";
import { brands } from "./brands-view.js";

byId("brands", HTMLElement).append(brands());
