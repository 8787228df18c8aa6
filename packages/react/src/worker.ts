/**
 * The script of the worker that counts tokens.
 *
 * @module
 */
import '@ratecard/tokenizers/worker'
