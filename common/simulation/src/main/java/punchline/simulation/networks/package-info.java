/**
 * Networks as two people may have them, and whether the two get through: classes of NATs on both sides, the conditions of the
 * ways, what is expected of each pair, and the measurement of many.
 *
 * <pre>
 *   NetworkDraw ── a seed ──► Network (Setting, Conditions) ──► Trial ──► Outcome ──► Summary ──► Report
 *                                                                           ▲
 *                                              Expectation.of(Setting) ─────┘
 * </pre>
 */
@NullMarked
package punchline.simulation.networks;

import org.jspecify.annotations.NullMarked;
