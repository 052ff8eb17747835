#ifndef CGUMBO_SHIM_H
#define CGUMBO_SHIM_H

#if !__has_include(<gumbo.h>)
#error "Gumbo's header is missing: install it (Debian: apt-get install libgumbo-dev)"
#else
#include <gumbo.h>
#endif

#endif
