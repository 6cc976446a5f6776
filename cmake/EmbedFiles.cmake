# A file as bytes in the program, without a code generator: tally_embed_file(<target> <name> <path>) defines the symbols
# tally_asset_<name>_begin and tally_asset_<name>_end, and a zero byte after the end. A changed file triggers a rebuild.

enable_language(ASM)

function(tally_embed_file target name path)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.S")
    file(CONFIGURE OUTPUT "${source}" CONTENT [[
    .section .rodata
    .global tally_asset_@name@_begin
    .global tally_asset_@name@_end
    .balign 16
tally_asset_@name@_begin:
    .incbin "@path@"
tally_asset_@name@_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]] @ONLY)
    set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${path}" SKIP_LINTING ON)
    target_sources(${target} PRIVATE "${source}")
endfunction()
