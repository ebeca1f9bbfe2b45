# Settings shared by all our targets: warnings, sanitizers, ccache.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # A precompiled header changes its time stamp with every clean build; without the sloppiness ccache would never hit.
  # Without the folder's name a second working copy uses what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
endif()

# A tenth of the time of GNU ld, for nearly two hundred programs that are linked to be tested.
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND PRIORSCOPE_BUILD_TESTS AND NOT CMAKE_BUILD_TYPE STREQUAL Release)
  add_link_options(-fuse-ld=mold)
endif()

add_library(priorscope_warnings INTERFACE)
target_compile_options(
  priorscope_warnings
  INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wno-sign-conversion
            # GCC 12 reports overlaps in std::string's operator+ that do not exist (GCC bug 105329).
            "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>"
            $<$<BOOL:${PRIORSCOPE_WARNINGS_AS_ERRORS}>:-Werror>)

# For units that also include torch headers: once inlined, GCC 14 reports writes through null pointers of
# c10::intrusive_ptr although they are checked before.
add_library(priorscope_torch_warnings INTERFACE)
target_link_libraries(priorscope_torch_warnings INTERFACE priorscope_warnings)
target_compile_options(priorscope_torch_warnings INTERFACE "$<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>")

if(PRIORSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${PRIORSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${PRIORSCOPE_SANITIZE})
  if(PRIORSCOPE_SANITIZE MATCHES undefined)
    # LibTorch 1.13's TensorIndex, made of a tensor, is copied with a bool in it that nothing has set, nor reads.
    target_compile_options(priorscope_torch_warnings INTERFACE -fno-sanitize=bool)
  endif()
endif()

# Settings for all our Qt targets.
function(priorscope_qt_target target)
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  target_compile_definitions(${target} PRIVATE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII
                                               QT_DISABLE_DEPRECATED_BEFORE=0x060400)
  target_link_libraries(${target} PRIVATE priorscope_warnings)
endfunction()
