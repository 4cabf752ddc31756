/** What one run of the agent leaves for the next: until when it lived, what it heard, and whether it was stopped or killed. */
package io.callwarden.run;
