#include "matching/content_signature.h"

#include "http/content_type.h"

namespace tally::matching {
namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view type;
    // Further bytes that must follow, where the first ones only name a container.
    std::size_t then_offset = 0;
    std::string_view then = {};
};

constexpr Signature kSignatures[] = {
    {0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    {0, "\xff\xd8\xff"sv, "image/jpeg"},
    {0, "GIF87a"sv, "image/gif"},
    {0, "GIF89a"sv, "image/gif"},
    {0, "RIFF"sv, "image/webp", 8, "WEBP"sv},
    {0, "RIFF"sv, "audio/x-wav", 8, "WAVE"sv},
    {0, "RIFF"sv, "video/x-msvideo", 8, "AVI "sv},
    {0, "BM"sv, "image/bmp"},
    {0, "II*\0"sv, "image/tiff"},
    {0, "MM\0*"sv, "image/tiff"},
    {0, "8BPS"sv, "image/vnd.adobe.photoshop"},
    {0, "\0\0\1\0"sv, "image/vnd.microsoft.icon"},
    {4, "ftypheic"sv, "image/heif"},
    {4, "ftypheix"sv, "image/heif"},
    {4, "ftypavif"sv, "image/avif"},
    {4, "ftypqt"sv, "video/quicktime"},
    {4, "ftypM4A"sv, "audio/m4a"},
    {4, "ftyp"sv, "video/mp4"},
    {0, "\x1a\x45\xdf\xa3"sv, "video/webm", 31, "webm"sv},
    {0, "\x1a\x45\xdf\xa3"sv, "video/x-matroska"},
    {0, "FLV\1"sv, "video/x-flv"},
    {0, "\0\0\1\xba"sv, "video/mpeg"},
    {0, "ID3"sv, "audio/mpeg"},
    {0, "\xff\xfb"sv, "audio/mpeg"},
    {0, "OggS"sv, "audio/ogg"},
    {0, "fLaC"sv, "audio/x-flac"},
    {0, "MThd"sv, "audio/midi"},
    {0, "#!AMR\n"sv, "audio/amr"},
    {0, "%PDF"sv, "application/pdf"},
    {0, "%!PS"sv, "application/postscript"},
    {0, "{\\rtf"sv, "application/rtf"},
    {0, "PK\3\4"sv, "application/epub+zip", 30, "mimetypeapplication/epub+zip"sv},
    {0, "PK\3\4"sv, "application/zip"},
    {0, "PK\5\6"sv, "application/zip"},
    {0, "\x1f\x8b\x08"sv, "application/gzip"},
    {0, "BZh"sv, "application/x-bzip2"},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "application/x-xz"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "application/x-7z-compressed"},
    {0, "Rar!\x1a\7"sv, "application/vnd.rar"},
    {0, "\x28\xb5\x2f\xfd"sv, "application/zstd"},
    {257, "ustar"sv, "application/x-tar"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "application/x-ole-storage"},
    {0, "SQLite format 3\0"sv, "application/vnd.sqlite3"},
    {0, "\0asm"sv, "application/wasm"},
    {0,
     "\x7f"
     "ELF"sv,
     "application/x-executable"},
    {0, "\xca\xfe\xba\xbe"sv, "application/java"},
    {0, "wOFF"sv, "application/font-woff"},
    {0, "wOF2"sv, "application/font-woff"},
    {0, "\0\1\0\0\0"sv, "application/font-sfnt"},
    {0, "OTTO\0"sv, "application/font-sfnt"},
};

bool has(std::string_view bytes, std::size_t offset, std::string_view part) {
    return bytes.size() >= offset && bytes.substr(offset, part.size()) == part;
}

}  // namespace

std::string signature_type(std::string_view bytes) {
    for (const Signature& signature : kSignatures) {
        if (has(bytes, signature.offset, signature.bytes) &&
            has(bytes, signature.then_offset, signature.then)) {
            return std::string(signature.type);
        }
    }
    const http::ContentType text = http::detect_content_type(bytes);
    return text.is_unknown() ? "application/octet-stream" : text.essence();
}

}  // namespace tally::matching
