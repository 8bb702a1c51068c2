package punchline.engine;

import punchline.engine.identity.Identity;

/** This peer in this run. {@code bootId} is random, so that others notice a restart. */
record Self(Identity identity, long bootId) {}
