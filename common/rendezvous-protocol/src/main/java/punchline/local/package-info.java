/** Questions of one program to another of the same user on the same machine. Nothing of it reaches a network. */
@NullMarked
package punchline.local;

import org.jspecify.annotations.NullMarked;
