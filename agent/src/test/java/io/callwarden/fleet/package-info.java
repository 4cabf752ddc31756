/** Several PBXs, several agents, one database: whole agents held against what truly happened to customers who know no sites. */
package io.callwarden.fleet;
