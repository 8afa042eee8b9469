import "second";
