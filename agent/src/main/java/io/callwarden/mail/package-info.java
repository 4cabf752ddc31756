/**
 * Tells people by e-mail: gathers notices into one mail, writes it as text and HTML, and hands it to the site's mail server. May import
 * {@code notify}, {@code export} and {@code config}; the only package that speaks SMTP. Runs on the threads of whoever carries notices.
 */
package io.callwarden.mail;
