// Two parts of a product, each with a version of its own: the first wins, the second says so once.
import "first";
import "second";
