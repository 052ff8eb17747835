#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#if !__has_include(<openssl/sha.h>)
#error "OpenSSL's headers are missing: install them (Debian: apt-get install libssl-dev)"
#else
// The hash functions themselves, which OpenSSL 3 would rather have called through EVP. EVP looks a method up among the
// providers that openssl.cnf loads and allocates what it works with, so that it can refuse; these work in the caller's
// memory and can't.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>
#endif

#endif
