// The digest of encoding.h and the comparison of secrets.h, through OpenSSL. A library of its own, so that only
// programs that need them load OpenSSL.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "base/encoding.h"
#include "base/secrets.h"

namespace tally::encoding {

std::string sha1_hex(std::string_view bytes) {
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    return hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest, &size);
    return {reinterpret_cast<const char*>(digest), size};
}

}  // namespace tally::encoding

namespace tally {

// Of digests, which have one length: neither the time nor a shortcut tells the length of the expected secret.
bool is_same_secret(std::string_view given, std::string_view expected) {
    unsigned char digests[2][SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(given.data()), given.size(), digests[0]);
    SHA256(reinterpret_cast<const unsigned char*>(expected.data()), expected.size(), digests[1]);
    return CRYPTO_memcmp(digests[0], digests[1], SHA256_DIGEST_LENGTH) == 0;
}

}  // namespace tally
