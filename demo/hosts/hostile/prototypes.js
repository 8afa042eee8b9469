// What old libraries leave behind.
Object.prototype.extra = "inherited";
Array.prototype.extra = function () {};
String.prototype.extra = 1;
Function.prototype.extra = null;
window.html = window.css = window.kit = window.module = window.exports = "the page's own";
