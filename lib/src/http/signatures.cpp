#include "http/signatures.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "http/content_type.h"

namespace tally::http {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTextBytes = 512;      // where a zero byte says that this is no text
constexpr std::size_t kArchiveBytes = 8192;  // where names of entries are looked for
constexpr std::size_t kMaxTypeBytes = 255;

// `bytes` at `offset`, and `more` at `more_offset` unless that is empty.
struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::size_t more_offset;
    std::string_view more;
    std::string_view names;  // with blanks between them
};

// The first that fits counts. What could begin a text as well has more bytes to tell it apart.
constexpr auto kSignatures = std::to_array<Signature>({
    {0, "\x89PNG\r\n\x1a\n"sv, 0, ""sv, "image/png"},
    {0, "\xff\xd8\xff"sv, 0, ""sv, "image/jpeg image/jpg"},
    {0, "GIF87a"sv, 0, ""sv, "image/gif"},
    {0, "GIF89a"sv, 0, ""sv, "image/gif"},
    {0, "RIFF"sv, 8, "WEBP"sv, "image/webp"},
    {0, "BM"sv, 6, "\0\0\0\0"sv, "image/bmp image/x-ms-bmp image/x-bmp"},
    {0, "II*\0"sv, 8, "CR"sv, "image/x-canon-cr2 image/tiff"},
    {0, "II*\0"sv, 0, ""sv, "image/tiff"},
    {0, "MM\0*"sv, 0, ""sv, "image/tiff"},
    {0, "\0\0\1\0"sv, 5, "\0"sv, "image/vnd.microsoft.icon image/x-icon"},
    {0, "\0\0\2\0"sv, 5, "\0"sv, "image/x-win-bitmap image/vnd.microsoft.icon image/x-icon"},
    {0, "8BPS\0"sv, 0, ""sv, "image/vnd.adobe.photoshop image/x-photoshop"},
    {0, "\xff\x0a"sv, 0, ""sv, "image/jxl"},
    {0, "\0\0\0\x0cJXL \r\n\x87\n"sv, 0, ""sv, "image/jxl"},
    {0, "\0\0\0\x0cjP  \r\n\x87\n"sv, 0, ""sv, "image/jp2"},
    {0, "II\xbc\1"sv, 0, ""sv, "image/vnd.ms-photo image/jxr"},

    {0, "%PDF-"sv, 0, ""sv, "application/pdf"},
    {0, "%!PS"sv, 0, ""sv, "application/postscript"},
    {0, "{\\rtf"sv, 0, ""sv, "application/rtf text/rtf"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, 0, ""sv,
     "application/x-ole-storage application/msword application/vnd.ms-excel application/vnd.ms-powerpoint "
     "application/vnd.ms-outlook"},
    {0, "SQLite format 3\0"sv, 0, ""sv, "application/vnd.sqlite3 application/x-sqlite3"},
    {128, "DICM"sv, 0, ""sv, "application/dicom"},

    {0, "\x1f\x8b"sv, 0, ""sv, "application/gzip application/x-gzip"},
    {0, "BZh"sv, 4, "1AY&SY"sv, "application/x-bzip2 application/bzip2"},
    {0, "BZh"sv, 4, "\x17rE8P\x90"sv, "application/x-bzip2 application/bzip2"},  // of nothing
    {0,
     "\xfd"
     "7zXZ\0"sv,
     0, ""sv, "application/x-xz"},
    {0, "\x28\xb5\x2f\xfd"sv, 0, ""sv, "application/zstd"},
    {0, "\x04\x22\x4d\x18"sv, 0, ""sv, "application/x-lz4"},
    {0, "7z\xbc\xaf\x27\x1c"sv, 0, ""sv, "application/x-7z-compressed"},
    {0, "Rar!\x1a\x07"sv, 0, ""sv, "application/vnd.rar application/x-rar-compressed application/x-rar"},
    {257, "ustar"sv, 0, ""sv, "application/x-tar"},
    {0, "!<arch>\n"sv, 8, "debian-binary"sv, "application/vnd.debian.binary-package application/x-deb"},
    {0, "!<arch>\n"sv, 0, ""sv, "application/x-unix-archive"},
    {0, "\xed\xab\xee\xdb"sv, 0, ""sv, "application/x-rpm"},
    {0, "MSCF\0\0\0\0"sv, 0, ""sv, "application/vnd.ms-cab-compressed"},
    {0, "\x1f\x9d"sv, 0, ""sv, "application/x-compress"},
    {0, "\x1f\xa0"sv, 0, ""sv, "application/x-compress"},
    {0, "LZIP\1"sv, 0, ""sv, "application/x-lzip application/lzip"},
    {0x8001, "CD001"sv, 0, ""sv, "application/x-iso9660-image"},

    {0, "OggS\0"sv, 28, "\x80theora"sv, "audio/ogg video/ogg application/ogg"},
    {0, "OggS\0"sv, 28, "OpusHead"sv, "audio/ogg audio/opus application/ogg"},
    {0, "OggS\0"sv, 0, ""sv, "audio/ogg application/ogg video/ogg"},
    {0, "fLaC"sv, 4, "\0\0\0\x22"sv, "audio/x-flac audio/flac"},
    {0, "fLaC"sv, 4, "\x80\0\0\x22"sv, "audio/x-flac audio/flac"},
    {0, "RIFF"sv, 8, "WAVE"sv, "audio/x-wav audio/wav audio/wave audio/vnd.wave"},
    {0, "FORM"sv, 8, "AIFF"sv, "audio/x-aiff audio/aiff"},
    {0, "FORM"sv, 8, "AIFC"sv, "audio/x-aifc audio/x-aiff audio/aiff"},
    {0, "MThd\0\0\0\6"sv, 0, ""sv, "audio/midi audio/x-midi"},
    {0, "#!AMR"sv, 0, ""sv, "audio/amr"},
    {0, ".snd\0"sv, 0, ""sv, "audio/basic"},

    {0, "RIFF"sv, 8, "AVI "sv, "video/x-msvideo video/avi video/vnd.avi"},
    {0, "FLV\1"sv, 0, ""sv, "video/x-flv"},
    {0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9"sv, 0, ""sv,
     "video/x-ms-wmv video/x-ms-asf application/vnd.ms-asf audio/x-ms-wma"},
    {0, "\0\0\1\xba"sv, 0, ""sv, "video/mpeg"},
    {0, "\0\0\1\xb3"sv, 0, ""sv, "video/mpeg"},

    {0, "wOFF"sv, 4, "\0\1\0\0"sv, "application/font-woff font/woff"},
    {0, "wOFF"sv, 4, "OTTO"sv, "application/font-woff font/woff"},
    {0, "wOF2"sv, 4, "\0\1\0\0"sv, "application/font-woff font/woff2 application/font-woff2"},
    {0, "wOF2"sv, 4, "OTTO"sv, "application/font-woff font/woff2 application/font-woff2"},
    {0, "\0\1\0\0\0"sv, 0, ""sv, "application/font-sfnt font/ttf font/sfnt application/x-font-ttf"},
    {0, "true\0"sv, 0, ""sv, "application/font-sfnt font/ttf font/sfnt application/x-font-ttf"},
    {0, "OTTO\0"sv, 0, ""sv, "application/font-sfnt font/otf font/sfnt application/x-font-otf"},
    {0, "ttcf\0"sv, 0, ""sv, "font/collection"},
    {8, "\1\0\2\0"sv, 34, "LP"sv, "application/vnd.ms-fontobject"},
    {8, "\2\0\2\0"sv, 34, "LP"sv, "application/vnd.ms-fontobject"},

    {0, "\0asm"sv, 0, ""sv, "application/wasm"},
    {0,
     "\x7f"
     "ELF"sv,
     0, ""sv, "application/x-executable application/x-elf application/x-sharedlib application/x-object"},
    {0, "\xcf\xfa\xed\xfe"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xce\xfa\xed\xfe"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xfe\xed\xfa\xcf"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xfe\xed\xfa\xce"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xca\xfe\xba\xbe\0\0\0\1"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xca\xfe\xba\xbe\0\0\0\2"sv, 0, ""sv, "application/x-mach-binary"},
    {0, "\xca\xfe\xba\xbe"sv, 0, ""sv, "application/java application/java-vm application/x-java-applet"},
    {0, "Cr24\2\0\0\0"sv, 0, ""sv, "application/x-google-chrome-extension"},
    {0, "Cr24\3\0\0\0"sv, 0, ""sv, "application/x-google-chrome-extension"},
    {0, "\xd4\xc3\xb2\xa1"sv, 0, ""sv, "application/vnd.tcpdump.pcap"},
    {0, "\xa1\xb2\xc3\xd4"sv, 0, ""sv, "application/vnd.tcpdump.pcap"},
    {0, "d8:announce"sv, 0, ""sv, "application/x-bittorrent"},
    {0, "Obj\1"sv, 0, ""sv, "application/vnd.apache.avro avro/binary application/avro"},
});

// Who is behind "ftyp" in the family of MP4.
struct Brand {
    std::string_view brand;
    std::string_view names;
};
constexpr auto kBrands = std::to_array<Brand>({
    {"avif", "image/avif"},
    {"avis", "image/avif"},
    {"heic", "image/heif image/heic"},
    {"heix", "image/heif image/heic"},
    {"hevc", "image/heif image/heic-sequence image/heif-sequence"},
    {"mif1", "image/heif image/heic"},
    {"msf1", "image/heif image/heif-sequence"},
    {"M4A ", "audio/m4a audio/mp4 audio/x-m4a"},
    {"M4B ", "audio/m4a audio/mp4 audio/x-m4a"},
    {"M4V ", "video/x-m4v video/mp4"},
    {"qt  ", "video/quicktime"},
    {"3gp", "video/3gpp"},
    {"3g2", "video/3gpp2"},
    {"crx ", "image/x-canon-cr3"},
});
constexpr std::string_view kAnyBrand = "video/mp4 application/mp4";

// Entries that tell which kind of ZIP file this is.
struct ZipEntry {
    std::string_view start_of_name;
    std::string_view also;
};
constexpr auto kZipEntries = std::to_array<ZipEntry>({
    {"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"META-INF/MANIFEST.MF", "application/java-archive"},
    {"AndroidManifest.xml", "application/vnd.android.package-archive"},
});

using Names = std::vector<std::string>;

Names split_names(std::string_view names) {
    Names all;
    for (const std::string_view name : text::split(names, ' ')) all.emplace_back(name);
    return all;
}

bool has_at(std::string_view bytes, std::size_t offset, std::string_view part) {
    return bytes.size() >= offset + part.size() && bytes.substr(offset, part.size()) == part;
}

std::size_t little_endian(std::string_view bytes, std::size_t offset, std::size_t size) {
    std::size_t number = 0;
    for (std::size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[offset + i]);
    return number;
}

// ISO base media files: a size, "ftyp", the brand.
Names names_of_brand(std::string_view bytes) {
    if (!has_at(bytes, 4, "ftyp") || bytes.size() < 12) return {};
    for (const Brand& brand : kBrands)
        if (has_at(bytes, 8, brand.brand)) return split_names(brand.names);
    return split_names(kAnyBrand);
}

// Local file headers follow each other; entries whose size comes after their data end the walk, so their
// names are looked for by their signature.
Names names_of_zip(std::string_view bytes) {
    constexpr std::string_view kEntry = "PK\3\4"sv;
    constexpr std::size_t kHeaderBytes = 30;
    if (has_at(bytes, 0, "PK\5\6"sv) || has_at(bytes, 0, "PK\7\x08"sv)) return {"application/zip"};
    if (!has_at(bytes, 0, kEntry)) return {};
    const std::string_view leading = bytes.substr(0, kArchiveBytes);
    Names names = {"application/zip", "application/x-zip-compressed"};
    for (std::size_t at = 0; at != std::string_view::npos && at + kHeaderBytes <= leading.size();
         at = leading.find(kEntry, at + kHeaderBytes)) {
        const std::string_view name = leading.substr(at + kHeaderBytes, little_endian(leading, at + 26, 2));
        // OpenDocument and EPUB begin with an entry that says what they are.
        if (at == 0 && name == "mimetype") {
            const std::size_t data = kHeaderBytes + name.size() + little_endian(leading, 28, 2);
            const std::size_t size = little_endian(leading, 18, 4);
            if (data >= leading.size() || size > kMaxTypeBytes) return names;
            const std::string_view type = leading.substr(data, size);
            if (parse_content_type(type)) names.insert(names.begin(), std::string(type));
            return names;
        }
        for (const ZipEntry& known : kZipEntries) {
            const bool is_new = std::find(names.begin(), names.end(), known.also) == names.end();
            if (is_new && name.substr(0, known.start_of_name.size()) == known.start_of_name)
                names.emplace_back(known.also);
        }
    }
    return names;
}

// Matroska's header says "webm" or "matroska" near its start.
Names names_of_matroska(std::string_view bytes) {
    if (!has_at(bytes, 0, "\x1a\x45\xdf\xa3"sv)) return {};
    if (bytes.substr(0, 64).find("webm") != std::string_view::npos) return {"video/webm", "audio/webm"};
    return {"video/x-matroska", "application/x-matroska", "video/matroska", "audio/x-matroska",
            "audio/matroska"};
}

// Frames of MPEG audio start with eleven set bits; the layer tells MP3 from AAC.
Names names_of_mpeg_audio(std::string_view bytes) {
    if (has_at(bytes, 0, "ID3") && bytes.size() > 10 && static_cast<unsigned char>(bytes[3]) < 0x10)
        return {"audio/mpeg", "audio/mp3"};
    if (bytes.size() < 4 || bytes[0] != '\xff') return {};
    const auto second = static_cast<unsigned char>(bytes[1]);
    if ((second & 0xF6u) == 0xF0u) return {"audio/aac", "audio/x-aac"};
    const auto third = static_cast<unsigned char>(bytes[2]);
    const bool is_layer_3 = (second & 0xE6u) == 0xE2u;
    const bool is_frame = (third & 0xF0u) != 0xF0u && (third & 0x0Cu) != 0x0Cu;
    if (is_layer_3 && is_frame) return {"audio/mpeg", "audio/mp3"};
    return {};
}

Names names_of_program(std::string_view bytes) {
    if (has_at(bytes, 0, "MZ") && bytes.size() >= 64 &&
        bytes.substr(0, 64).find('\0') != std::string_view::npos) {
        return {"application/vnd.microsoft.portable-executable", "application/x-msdownload",
                "application/x-dosexec"};
    }
    const bool is_flash = bytes.size() > 8 && bytes.substr(1, 2) == "WS" &&
                          std::string_view("FCZ").find(bytes[0]) != std::string_view::npos &&
                          static_cast<unsigned char>(bytes[3]) < 0x20;
    if (is_flash) return {"application/x-shockwave-flash", "application/vnd.adobe.flash.movie"};
    return {};
}

Names names_of_text(std::string_view bytes) {
    if (bytes.empty()) return {"text/plain"};
    if (bytes.substr(0, kTextBytes).find('\0') != std::string_view::npos) return {"application/octet-stream"};
    const ContentType type = detect_content_type(bytes);
    if (type.is_unknown()) return {"application/octet-stream"};
    if (type.is_xml()) {
        Names names = {"application/xml", "text/xml"};
        if (bytes.substr(0, kTextBytes).find("<svg") != std::string_view::npos)
            names.emplace_back("image/svg+xml");
        return names;
    }
    return {type.essence()};
}

}  // namespace

std::vector<std::string> detect_media_types(std::string_view bytes) {
    for (const Signature& signature : kSignatures) {
        if (has_at(bytes, signature.offset, signature.bytes) &&
            (signature.more.empty() || has_at(bytes, signature.more_offset, signature.more)))
            return split_names(signature.names);
    }
    for (const auto detect :
         {names_of_brand, names_of_zip, names_of_matroska, names_of_mpeg_audio, names_of_program}) {
        Names names = detect(bytes);
        if (!names.empty()) return names;
    }
    return names_of_text(bytes);
}

bool has_media_type(std::string_view bytes, std::string_view type) {
    const std::vector<std::string> names = detect_media_types(bytes);
    return std::any_of(names.begin(), names.end(),
                       [type](const std::string& name) { return text::equals_ignoring_case(name, type); });
}

}  // namespace tally::http
