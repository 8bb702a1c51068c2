/**
 * What people are told of how they stand and of how attempts went: findings in plain words, and reports of attempts, in which addresses can be
 * replaced by names. Pure: takes what machines recorded, gives records to print.
 */
@NullMarked
package punchline.engine.diagnosis;

import org.jspecify.annotations.NullMarked;
