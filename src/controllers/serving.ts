import { drawn } from "./served.js";

drawn.onServer = true;
