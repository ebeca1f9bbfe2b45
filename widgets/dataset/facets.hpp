// Facets that narrow down the images: classes and flags, with their counts.
#pragma once

#include <QWidget>

#include "core/dataset/image_filter.hpp"

class QCheckBox;

namespace priorscope {

class ClassList;
class FigureLabel;
class GroupFacets;
class ThemeManager;
class Workbench;
struct Theme;

class Facets : public QWidget {
    Q_OBJECT

  public:
    Facets(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);
    ClassList* classList() const { return m_classes; }
    GroupFacets* groups() const { return m_groups; }

  private:
    QWidget* buildClasses(const Theme& theme);
    QWidget* buildFlags();
    void refreshFlags();
    void setFlag(bool ImageFilter::*field, bool value);

    Workbench& m_workbench;
    ClassList* m_classes = nullptr;
    GroupFacets* m_groups = nullptr;
    QCheckBox* m_difficult = nullptr;
    QCheckBox* m_truncated = nullptr;
    QCheckBox* m_missing = nullptr;
    FigureLabel* m_difficult_count = nullptr;
    FigureLabel* m_truncated_count = nullptr;
    FigureLabel* m_missing_count = nullptr;
};

}  // namespace priorscope
