/**
 * Phone numbers in E.164, so that one customer is one number however it was shown or dialled. May import libphonenumber. Any thread.
 */
package io.callwarden.number;
