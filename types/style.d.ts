// A style sheet that is imported for its effect: the compiler asks for its types all the same.
export {};
