// Precompiled header of the tests of views.
#pragma once

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/pch.hpp"
#include "widgets/pch.hpp"
