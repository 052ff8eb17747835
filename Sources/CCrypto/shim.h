#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#if !__has_include(<openssl/evp.h>)
#error "OpenSSL's headers are missing: install them (Debian: apt-get install libssl-dev)"
#else
#include <openssl/crypto.h>
#include <openssl/evp.h>
#endif

#endif
