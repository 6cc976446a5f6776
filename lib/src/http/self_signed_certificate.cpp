#include "http/self_signed_certificate.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace tally::http {
namespace {

constexpr long kDay = 24 * 60 * 60;
constexpr int kSerialBits = 127;

template <class Write>
std::string pem(Write write) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    if (!memory || write(memory.get()) != 1) return "";
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

bool is_address(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

// Only what cannot be mistaken for a further entry of the list that OpenSSL reads.
bool is_plain_name(const std::string& host) {
    return !host.empty() && host.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789.-") == std::string::npos;
}

std::string names_for(const std::string& host) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    if (is_address(host)) {
        names += ",IP:" + host;
    } else if (is_plain_name(host)) {
        names += ",DNS:" + host;
    }
    return names;
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()), X509_EXTENSION_free);
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool set_serial(X509* certificate) {
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(BN_new(), BN_free);
    return number && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::string& host, Time now) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto* name = reinterpret_cast<const unsigned char*>("Tally self-signed");
    return X509_set_version(certificate, 2) == 1 && set_serial(certificate) &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), seconds - kDay) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds + 365 * kDay) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE") &&
           add_extension(certificate, NID_subject_alt_name, names_for(host)) &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

}  // namespace

Result<SelfSignedCertificate> make_self_signed_certificate(const std::string& host, Time now) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    SelfSignedCertificate made;
    if (key && certificate && fill(certificate.get(), key.get(), host, now)) {
        made.certificate = pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); });
        made.key = pem([&](BIO* out) {
            return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    if (made.certificate.empty() || made.key.empty()) {
        return Error{
            ErrorCode::unsupported, "", "a certificate could not be made",
            "check that this machine's OpenSSL can make keys: openssl ecparam -genkey -name prime256v1"};
    }
    return made;
}

}  // namespace tally::http
