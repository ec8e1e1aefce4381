"""What is hard to read about a page, said at once to whoever can take the picture again."""

from anju.documents.materials.models import MaterialFile, MaterialPage

BLURRED, DARK, BLANK, SHORT_SIDE = 60, 60, 2, 480


def doubts_of(page: MaterialPage) -> list[str]:
    """What may keep a reviewer from reading a page, each with what to do; none is a no."""
    if page.contrast < BLANK:
        return ["这一页几乎是空白的，看不到内容。请核对是否拍对了页面。"]
    doubts = []
    if min(page.width, page.height) < SHORT_SIDE:
        doubts.append("图片太小，字可能看不清。请靠近一些，让证件占满画面后重新拍摄。")
    if page.light < DARK:
        doubts.append("照片太暗。请在光线充足处、不要背光，重新拍摄。")
    elif page.sharpness < BLURRED:
        doubts.append("照片太模糊，字可能看不清。请拿稳手机、在光线充足处对准文字重新拍摄。")
    return doubts


def doubts_of_file(file: MaterialFile) -> list[str]:
    """The doubts about every page of a file, each named where there are several."""
    pages = list(file.pages.order_by("place"))
    return [
        f"第 {page.place} 页：{words}" if len(pages) > 1 else words
        for page in pages
        for words in doubts_of(page)
    ]
